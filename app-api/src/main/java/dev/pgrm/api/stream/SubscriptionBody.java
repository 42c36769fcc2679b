package dev.pgrm.api.stream;

import dev.pgrm.api.stream.StreamBody.TablesBody;
import dev.pgrm.domain.Words;
import dev.pgrm.domain.observation.DatabaseFacts.ApplyWorker;
import dev.pgrm.domain.observation.DatabaseFacts.Subscription;
import dev.pgrm.domain.observation.PublisherAddress;
import dev.pgrm.domain.observation.SubscriptionCounters;
import dev.pgrm.domain.observation.SubscriptionOptions;
import dev.pgrm.domain.observation.TableCopy;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as its database shows it.
 *
 * @param publisher where it connects to, without user and password; unknown where our role may not read it
 * @param worker none while no worker runs
 * @param copies of tables that are not ready, and of those that became so of late; bounded
 * @param skipLsn the end of the transaction that it was told to skip
 */
@Serdeable
public record SubscriptionBody(
        long oid,
        String name,
        boolean enabled,
        @Nullable String slot,
        List<String> publications,
        @Nullable PublisherBody publisher,
        OptionsBody options,
        @Nullable WorkerBody worker,
        @Nullable TablesBody tables,
        List<CopyBody> copies,
        CountersBody counters,
        @Nullable String skipLsn) {

    @Serdeable
    public record HostBody(String host, int port) {}

    @Serdeable
    public record PublisherBody(
            List<HostBody> hosts,
            @Nullable String database,
            @Nullable String service) {
        static @Nullable PublisherBody of(@Nullable PublisherAddress address) {
            return address == null
                    ? null
                    : new PublisherBody(
                            address.endpoints().stream()
                                    .map(each -> new HostBody(each.host(), each.port()))
                                    .toList(),
                            address.database(),
                            address.service());
        }
    }

    /** How it was made; what the version does not have, or our role may not see, is null. */
    @Serdeable
    public record OptionsBody(
            @Nullable String owner,
            @Nullable Boolean binary,
            @Nullable String streaming,
            @Nullable String twoPhase,
            @Nullable Boolean disableOnError,
            @Nullable Boolean passwordRequired,
            @Nullable Boolean runAsOwner,
            @Nullable String origin,
            @Nullable Boolean failover,
            @Nullable String synchronousCommit) {
        static OptionsBody of(SubscriptionOptions options) {
            return new OptionsBody(
                    options.owner(),
                    options.binary(),
                    options.streaming() == null ? null : Words.of(options.streaming()),
                    options.twoPhase() == null ? null : Words.of(options.twoPhase()),
                    options.disableOnError(),
                    options.passwordRequired(),
                    options.runAsOwner(),
                    options.origin(),
                    options.failover(),
                    options.synchronousCommit());
        }
    }

    /** @param blockedSince since when it waits for a lock that the processes {@code blockedBy} hold */
    @Serdeable
    public record WorkerBody(
            int pid,
            @Nullable String receivedLsn,
            @Nullable String latestEndLsn,
            @Nullable Instant lastMessageAt,
            @Nullable Instant startedAt,
            @Nullable Instant blockedSince,
            List<Integer> blockedBy) {
        static @Nullable WorkerBody of(@Nullable ApplyWorker worker) {
            return worker == null
                    ? null
                    : new WorkerBody(
                            worker.pid(),
                            text(worker.received()),
                            text(worker.latestEnd()),
                            worker.lastMessageAt(),
                            worker.startedAt(),
                            worker.blocked() == null ? null : worker.blocked().since(),
                            worker.blocked() == null
                                    ? List.of()
                                    : worker.blocked().by());
        }
    }

    @Serdeable
    public record CopyBody(
            String schema,
            String name,
            String state,
            @Nullable Long bytes,
            @Nullable Long rows) {
        static CopyBody of(TableCopy copy) {
            return new CopyBody(
                    copy.name().schema(), copy.name().name(), Words.of(copy.state()), copy.bytes(), copy.rows());
        }
    }

    /** Counted since {@code resetAt}, unknown before PostgreSQL 15; conflicts by kind, none before 18. */
    @Serdeable
    public record CountersBody(
            @Nullable Long applyErrors,
            @Nullable Long syncErrors,
            Map<String, Long> conflicts,
            @Nullable Instant resetAt) {
        static CountersBody of(SubscriptionCounters counters) {
            return new CountersBody(
                    counters.applyErrors(),
                    counters.syncErrors(),
                    new TreeMap<>(counters.conflicts()),
                    counters.resetAt());
        }
    }

    public static SubscriptionBody of(Subscription subscription) {
        return new SubscriptionBody(
                subscription.oid().value(),
                subscription.name().value(),
                subscription.enabled(),
                text(subscription.slot()),
                subscription.publications().stream().map(Object::toString).toList(),
                PublisherBody.of(subscription.publisher()),
                OptionsBody.of(subscription.options()),
                WorkerBody.of(subscription.worker()),
                TablesBody.of(subscription.tables()),
                subscription.copies().stream().map(CopyBody::of).toList(),
                CountersBody.of(subscription.counters()),
                text(subscription.skip()));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
