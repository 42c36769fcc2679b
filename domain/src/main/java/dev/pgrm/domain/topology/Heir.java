package dev.pgrm.domain.topology;

import dev.pgrm.domain.observation.Sender;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.topology.Chart.Physical;
import dev.pgrm.domain.topology.PhysicalLink.Known;
import dev.pgrm.domain.topology.PhysicalLink.Standby;
import dev.pgrm.domain.topology.Sightings.Sighting;
import java.util.Comparator;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The standby that would take over.
 *
 * @param sighting none of one that nobody registered
 */
record Heir(UUID id, String name, Physical stream, @Nullable Sighting sighting) {
    /** Seen before unseen; then one that confirms commits, then whoever has received most. */
    private static final Comparator<Heir> BEST_LAST = Comparator.<Heir, Boolean>comparing(Heir::seenNow)
            .thenComparing(Heir::synchronous)
            .thenComparing(Heir::received, Comparator.nullsFirst(Heir::compare))
            .thenComparing(Heir::id);

    /** The one that is wanted, or the best. */
    static @Nullable Heir of(Surroundings around, @Nullable UUID wanted) {
        Sighting meant = wanted == null ? null : around.chart().sighting(wanted);
        UUID mapped = meant == null ? wanted : meant.id().value();
        return around.standbys().stream()
                .map(each -> of(around, each))
                .filter(heir -> mapped == null || heir.id().equals(mapped))
                .max(BEST_LAST)
                .orElse(null);
    }

    private static Heir of(Surroundings around, Physical stream) {
        UUID id = stream.stream().targetServer();
        return new Heir(
                id,
                around.chart().nameOf(id),
                stream,
                stream.link().downstream() instanceof Standby(var server) ? server : null);
    }

    boolean seen() {
        return sighting != null && sighting.seen() != null;
    }

    private boolean seenNow() {
        return sighting != null && sighting.seen() != null && !sighting.stale();
    }

    boolean synchronous() {
        Sender sender = sender();
        String state = sender == null ? null : sender.syncState();
        return "sync".equals(state) || "quorum".equals(state);
    }

    /** As a reader of Aurora does: nothing is sent to it. */
    boolean sharesStorage() {
        return stream.link().rds() != null && stream.link().rds().shared();
    }

    private @Nullable Sender sender() {
        return stream.link().upstream() instanceof Known known ? known.sender() : null;
    }

    /** Promotion applies all that it has received. */
    @Nullable
    Lsn received() {
        if (sighting != null && sighting.seen() != null) {
            return sighting.facts().wal().current();
        }
        Sender sender = sender();
        return sender == null ? null : sender.flushed();
    }

    private static int compare(Lsn one, Lsn other) {
        return one.equals(other) ? 0 : one.isAfter(other) ? 1 : -1;
    }

    /** Where clients find it. */
    @Nullable
    Endpoint endpoint() {
        return sighting == null ? null : sighting.server().endpoint();
    }

    @Nullable
    String setting(String name) {
        return seen() ? Objects.requireNonNull(sighting).facts().settings().get(name) : null;
    }

    boolean has(String slot) {
        return seen()
                && Objects.requireNonNull(sighting).facts().slots().stream()
                        .anyMatch(each -> each.name().value().equals(slot));
    }
}
