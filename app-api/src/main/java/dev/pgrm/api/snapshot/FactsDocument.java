package dev.pgrm.api.snapshot;

import dev.pgrm.api.stream.ReceiverBody;
import dev.pgrm.api.stream.SenderBody;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.Words;
import dev.pgrm.domain.observation.Activity;
import dev.pgrm.domain.observation.Activity.OpenTransaction;
import dev.pgrm.domain.observation.ServerFacts;
import dev.pgrm.domain.observation.ServerFacts.Identity;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Facts that belong to a whole server, as last seen. What our role may not see is null or empty, and {@code hidden} says so. */
@Serdeable
record FactsDocument(
        String systemIdentifier,
        int timeline,
        String version,
        String role,
        Instant startedAt,
        @Nullable String managedBy,
        String walLsn,
        @Nullable String replayedLsn,
        @Nullable Instant lastReplayedCommitAt,
        List<SenderBody> senders,
        @Nullable ReceiverBody receiver,
        List<OriginDocument> origins,
        List<LimitDocument> limits,
        ActivityDocument activity,
        Map<String, String> settings,
        List<HiddenDocument> hidden) {

    @Serdeable
    record TroubleDocument(String code, String message, String remedy) {
        static @Nullable TroubleDocument of(@Nullable Trouble trouble) {
            return trouble == null ? null : new TroubleDocument(trouble.code(), trouble.message(), trouble.remedy());
        }
    }

    /** How far changes from one origin were applied, in the source's log and in this one. */
    @Serdeable
    record OriginDocument(
            String name,
            @Nullable String remoteLsn,
            @Nullable String localLsn) {}

    @Serdeable
    record LimitDocument(String setting, int used, int most) {}

    @Serdeable
    record TransactionDocument(
            int pid,
            Instant since,
            @Nullable String role,
            @Nullable String application,
            @Nullable String state) {
        static @Nullable TransactionDocument of(@Nullable OpenTransaction open) {
            return open == null
                    ? null
                    : new TransactionDocument(open.pid(), open.since(), open.role(), open.application(), open.state());
        }
    }

    @Serdeable
    record ActivityDocument(
            @Nullable TransactionDocument longestWrite,
            int preparedTransactions,
            @Nullable Instant oldestPreparedAt,
            @Nullable Long walDirectoryBytes,
            @Nullable Boolean replayPaused,
            Map<String, Long> recoveryConflicts) {
        static ActivityDocument of(Activity activity) {
            return new ActivityDocument(
                    TransactionDocument.of(activity.longestWrite()),
                    activity.prepared(),
                    activity.oldestPrepared(),
                    activity.walBytes(),
                    activity.replayPaused(),
                    new TreeMap<>(activity.recoveryConflicts()));
        }
    }

    @Serdeable
    record HiddenDocument(String what, String grant) {}

    static FactsDocument of(ServerFacts facts) {
        Identity identity = facts.identity();
        return new FactsDocument(
                identity.system().toString(),
                identity.timeline(),
                identity.version().toString(),
                identity.inRecovery() ? "standby" : "primary",
                identity.startedAt(),
                identity.managedBy() == null ? null : Words.of(identity.managedBy()),
                facts.wal().current().toString(),
                text(facts.wal().replayed()),
                facts.wal().lastReplayedCommitAt(),
                facts.senders().stream().map(SenderBody::of).toList(),
                ReceiverBody.of(facts.receiver()),
                facts.origins().stream()
                        .map(origin -> new OriginDocument(origin.name(), text(origin.remote()), text(origin.local())))
                        .toList(),
                facts.limits().stream()
                        .map(limit -> new LimitDocument(limit.setting(), limit.used(), limit.most()))
                        .toList(),
                ActivityDocument.of(facts.activity()),
                new TreeMap<>(facts.settings()),
                facts.hidden().stream()
                        .map(hidden -> new HiddenDocument(hidden.what(), hidden.grant()))
                        .toList());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
