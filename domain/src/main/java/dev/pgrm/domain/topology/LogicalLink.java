package dev.pgrm.domain.topology;

import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.observation.DatabaseFacts;
import dev.pgrm.domain.observation.DatabaseFacts.Subscription;
import dev.pgrm.domain.observation.Observation.DatabaseUnseen;
import dev.pgrm.domain.observation.Observation.DatabaseView;
import dev.pgrm.domain.observation.Sender;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.stream.Match;
import dev.pgrm.domain.topology.Sightings.Sighting;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Both ends of a logical stream, as far as they are known; at least one is registered. */
record LogicalLink(Set<Evidence> evidence, Match match, Source source, Target target) {

    sealed interface Source {}

    /**
     * A registered server.
     *
     * @param slot none when it is missing there, or the server was never seen
     * @param slotFeedsAnother it exists, but another subscription is the one that gets what it sends
     */
    record Publisher(
            Sighting server, String database, @Nullable Slot slot, boolean slotFeedsAnother) implements Source {

        Publisher(Sighting server, String database, @Nullable Slot slot) {
            this(server, database, slot, false);
        }

        Publisher withoutSlot() {
            return new Publisher(server, database, null, true);
        }

        /** What was last seen of its database; none unless that is registered. */
        @Nullable
        DatabaseFacts facts() {
            return server.databases().stream()
                    .map(DatabaseView::lastSeen)
                    .filter(Objects::nonNull)
                    .filter(facts -> facts.name().equals(database))
                    .findFirst()
                    .orElse(null);
        }

        @Nullable
        Sender sender() {
            if (slot == null || slot.activePid() == null || server.seen() == null) {
                return null;
            }
            int pid = slot.activePid();
            return server.seen().server().senders().stream()
                    .filter(sender -> sender.pid() == pid)
                    .findFirst()
                    .orElse(null);
        }
    }

    /** Known only from the subscriber; the address may be hidden from us. */
    record UnregisteredPublisher(
            @Nullable Endpoint endpoint, @Nullable String database) implements Source {}

    sealed interface Target {}

    record Subscriber(Sighting server, DatabaseView view, Subscription subscription) implements Target {
        DatabaseId database() {
            return view.id();
        }

        /** Its server may answer and yet not let us into its database. */
        boolean stale() {
            return server.stale() || view instanceof DatabaseUnseen;
        }
    }

    /** Known only from the slot it reads. */
    record UnregisteredConsumer(@Nullable String address, String applicationName) implements Target {}

    @Nullable
    Subscriber subscriber() {
        return target instanceof Subscriber subscriber ? subscriber : null;
    }

    @Nullable
    Publisher publisher() {
        return source instanceof Publisher publisher ? publisher : null;
    }

    boolean stale() {
        Publisher publisher = publisher();
        Subscriber subscriber = subscriber();
        return (publisher != null && publisher.server().stale()) || (subscriber != null && subscriber.stale());
    }

    Evidence mainEvidence() {
        return Objects.requireNonNull(evidence.iterator().next());
    }
}
