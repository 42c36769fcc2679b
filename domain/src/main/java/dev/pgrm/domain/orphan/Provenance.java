package dev.pgrm.domain.orphan;

import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationId;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.operation.Step;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.domain.stream.End;
import dev.pgrm.domain.stream.Leftover;
import dev.pgrm.domain.stream.RemoveLeftover;
import dev.pgrm.domain.stream.RemoveStream;
import dev.pgrm.domain.topology.Orphan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What our own operations tell of an orphan.
 *
 * @param madeBy the one that made it
 * @param madeFor the target of the stream for which it was made
 * @param leftBy the one that removed its stream, and could not remove this
 * @param leftAt when that was
 * @param kept a removal of its stream was meant to keep it
 */
public record Provenance(
        @Nullable OperationId madeBy,
        @Nullable DatabaseId madeFor,
        @Nullable OperationId leftBy,
        @Nullable Instant leftAt,
        boolean kept) {
    public static final Provenance UNKNOWN = new Provenance(null, null, null, null, false);

    public boolean madeHere() {
        return madeBy != null;
    }

    /** @param newestFirst that may have to do with it */
    public static Provenance of(Orphan orphan, List<Operation> newestFirst) {
        OperationId leftBy = null;
        Instant leftAt = null;
        boolean kept = false;
        for (Operation operation : newestFirst) {
            if (operation.status() != OperationStatus.SUCCEEDED) {
                continue;
            }
            if (left(orphan, operation)) {
                leftBy = leftBy == null ? operation.id() : leftBy;
                leftAt = leftAt == null ? endOf(operation) : leftAt;
            } else if (removed(orphan, operation)) {
                break;
            } else if (kept(orphan, operation)) {
                kept = true;
            } else if (operation.work() instanceof CreateStream made && made(orphan, operation, made)) {
                return new Provenance(operation.id(), made.target().id(), leftBy, leftAt, kept);
            }
        }
        return new Provenance(null, null, leftBy, leftAt, kept);
    }

    /** What it subscribed to but did not publish itself was there before. */
    private static boolean made(Orphan orphan, Operation operation, CreateStream work) {
        return orphan.registrations().contains(work.source().id())
                && orphan.name().equals(operation.result().get(orphan.what().word()))
                && (orphan.what() == Leftover.SLOT || work.publication().made());
    }

    /** A stream that is removed while its source is away tells all that stays there. */
    private static boolean left(Orphan orphan, Operation operation) {
        Map<String, String> result = operation.result();
        return operation.work() instanceof RemoveStream
                && orphan.registrations().stream().anyMatch(id -> id.toString().equals(result.get("leftOn")))
                && switch (orphan.what()) {
                    case SLOT ->
                        orphan.name().equals(result.get("leftSlot"))
                                || names(result.get("leftCopies"), ",").contains(orphan.name());
                    case PUBLICATION ->
                        names(result.get("leftPublications"), "\n").contains(orphan.name());
                    case ORIGIN -> false;
                };
    }

    private static List<String> names(@Nullable String listed, String between) {
        return listed == null ? List.of() : List.of(listed.split(between, -1));
    }

    /** Then what has the name by now is another's. */
    private static boolean removed(Orphan orphan, Operation operation) {
        return switch (operation.work()) {
            case RemoveLeftover gone ->
                gone.what() == orphan.what()
                        && gone.name().equals(orphan.name())
                        && (orphan.registrations().contains(gone.at().id())
                                || gone.at().id().equals(orphan.through()));
            case RemoveStream removal -> dropped(orphan, removal, operation.steps());
            default -> false;
        };
    }

    private static boolean kept(Orphan orphan, Operation operation) {
        return orphan.what() == Leftover.PUBLICATION
                && operation.work() instanceof RemoveStream removal
                && removal.source() != null
                && orphan.registrations().contains(removal.source().id())
                && removal.stream().publications().stream()
                        .anyMatch(each -> each.value().equals(orphan.name()))
                && removal.dropping(orphan.what(), orphan.name()) == null;
    }

    /** A step that could not be done wholly names what it left; the rest is gone. */
    private static boolean dropped(Orphan orphan, RemoveStream removal, List<Step> steps) {
        End source = removal.source();
        String dropping = removal.dropping(orphan.what(), orphan.name());
        return source != null
                && orphan.registrations().contains(source.id())
                && steps.stream().anyMatch(step -> step.name().equals(dropping) && step.behind());
    }

    private static Instant endOf(Operation operation) {
        return operation.steps().stream()
                .map(Step::finishedAt)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(operation.requestedAt());
    }
}
