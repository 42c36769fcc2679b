package dev.pgrm.domain.orphan;

import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.stream.Leftover;
import dev.pgrm.domain.stream.RemoveLeftover;
import dev.pgrm.domain.topology.Orphan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which orphans are removed without anybody asking: what was made here and not kept on purpose, whose stream is known to be gone, which nobody else may use,
 * and which has been an orphan for long enough.
 *
 * @param after that long
 */
public record RemovalPolicy(Duration after) {
    public static final Duration LEAST = Duration.ofHours(1);

    private static final Duration NOT_AGAIN_WITHIN = Duration.ofHours(1);

    public RemovalPolicy {
        if (after.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException("Orphans are left alone for at least " + LEAST);
        }
    }

    /**
     * Whether it is time.
     *
     * @param seenNow whether a database is seen with all of its subscriptions
     * @param firstSeen since when we have seen it to be an orphan without a break
     */
    public boolean due(KnownOrphan known, Predicate<DatabaseId> seenNow, Instant firstSeen, Instant now) {
        return eligible(known, seenNow) && !end(known, firstSeen).isAfter(now);
    }

    private static boolean eligible(KnownOrphan known, Predicate<DatabaseId> seenNow) {
        Orphan orphan = known.orphan();
        return orphan.what() != Leftover.ORIGIN
                && !orphan.physical()
                && orphan.removable()
                && orphan.mayBeUsedBy().isEmpty()
                && known.provenance().madeHere()
                && !known.provenance().kept()
                && consumerGone(known.provenance(), seenNow);
    }

    /** A target that is away, or that nobody registers any more, may come back to it. */
    private static boolean consumerGone(Provenance provenance, Predicate<DatabaseId> seenNow) {
        return provenance.leftBy() != null || (provenance.madeFor() != null && seenNow.test(provenance.madeFor()));
    }

    /** A subscription that was let go of a moment ago may be meant to be made anew, however long it rested before. */
    private Instant end(KnownOrphan known, Instant firstSeen) {
        @Nullable Instant inactive = known.orphan().inactiveSince();
        @Nullable Instant left = known.provenance().leftAt();
        Instant since = latest(inactive, left);
        return since == null ? firstSeen.plus(after) : later(since.plus(after), firstSeen.plus(LEAST));
    }

    private static @Nullable Instant latest(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other == null ? (one == null ? other : one) : later(one, other);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Whether nobody has asked for it of late, nor waits for it. */
    public static boolean mayAsk(Orphan orphan, List<Operation> before, Instant now) {
        return removals(orphan, before)
                .noneMatch(operation -> !operation.status().over()
                        || operation.requestedAt().plus(NOT_AGAIN_WITHIN).isAfter(now));
    }

    private static Stream<Operation> removals(Orphan orphan, List<Operation> operations) {
        return operations.stream()
                .filter(operation -> operation.work() instanceof RemoveLeftover removal
                        && removal.what() == orphan.what()
                        && removal.name().equals(orphan.name()));
    }
}
