package dev.pgrm.domain.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.log.ServerLog;
import dev.pgrm.domain.observation.DatabaseFacts.ApplyWorker;
import dev.pgrm.domain.observation.DatabaseFacts.Blocked;
import dev.pgrm.domain.observation.DatabaseFacts.Subscription;
import dev.pgrm.domain.observation.DatabaseFacts.TableStates;
import dev.pgrm.domain.observation.Observation.DatabaseSeen;
import dev.pgrm.domain.observation.Observation.DatabaseUnseen;
import dev.pgrm.domain.observation.Observation.DatabaseView;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.observation.Observation.Unseen;
import dev.pgrm.domain.observation.ServerFacts.Identity;
import dev.pgrm.domain.observation.ServerFacts.WalPosition;
import dev.pgrm.domain.observation.Suspicion.Kind;
import dev.pgrm.domain.observation.Suspicion.Sign;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.postgres.PgVersion;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SubscriptionName;
import dev.pgrm.domain.postgres.SystemIdentifier;
import dev.pgrm.domain.server.ServerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SuspicionTest {
    private static final ServerId SERVER = new ServerId(new UUID(1, 1));
    private static final DatabaseId DATABASE = new DatabaseId(new UUID(2, 2));
    private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");
    private static final Trouble TROUBLE = new Trouble("refused", "Connection refused", "Start it");

    private final List<Slot> slots = new ArrayList<>();
    private final List<Sender> senders = new ArrayList<>();
    private final List<DatabaseView> databases = new ArrayList<>();
    private boolean inRecovery;
    private Instant started = AT;
    private int timeline = 1;

    private Seen seen() {
        return new Seen(
                SERVER,
                AT,
                Duration.ofMillis(1),
                new ServerFacts(
                        new Identity(
                                new SystemIdentifier(7),
                                timeline,
                                new PgVersion(170_002),
                                inRecovery,
                                started,
                                null,
                                null),
                        new WalPosition(Lsn.ZERO, null, null),
                        senders,
                        null,
                        slots,
                        List.of(),
                        List.of(),
                        Activity.UNKNOWN,
                        Map.of(),
                        List.of()),
                databases,
                WalHistory.EMPTY,
                SlotHistory.EMPTY,
                ServerLog.UNKNOWN);
    }

    private void slot(String name, boolean active, String walStatus) {
        slots.add(new Slot(
                new SlotName(name),
                Slot.Kind.LOGICAL,
                "pgoutput",
                "orders",
                false,
                active,
                null,
                Lsn.ZERO,
                Lsn.ZERO,
                walStatus,
                null,
                null,
                null,
                false,
                false,
                Slot.Upkeep.UNKNOWN));
    }

    private void sender(int pid, String name) {
        senders.add(new Sender(pid, name, null, null, "streaming", null, null, null, null, null, null, null));
    }

    private void subscription(boolean enabled, @Nullable ApplyWorker worker, long errors) {
        databases.clear();
        databases.add(new DatabaseSeen(
                DATABASE,
                new DatabaseFacts(
                        "orders",
                        List.of(),
                        List.of(new Subscription(
                                new Oid(16_400),
                                new SubscriptionName("feed"),
                                enabled,
                                new SlotName("feed"),
                                List.of(),
                                null,
                                SubscriptionOptions.UNKNOWN,
                                worker,
                                new TableStates(Map.of()),
                                List.of(),
                                CopyHistory.EMPTY,
                                new SubscriptionCounters(errors, 0L, Map.of(), null),
                                null,
                                WorkerHistory.EMPTY)))));
    }

    private static ApplyWorker worker(int pid, @Nullable Blocked blocked) {
        return new ApplyWorker(pid, null, null, null, null, blocked);
    }

    @Test
    void a_healthy_server_shows_no_sign() {
        slot("feed", true, "reserved");
        sender(1, "feed");
        subscription(true, worker(1, null), 0);

        assertThat(Suspicion.signs(seen())).isEmpty();
        assertThat(Suspicion.stirred(seen(), seen())).isFalse();
    }

    @Test
    void a_server_that_cannot_be_seen_is_one() {
        assertThat(Suspicion.signs(new Unseen(SERVER, AT, AT, TROUBLE, seen())))
                .extracting(Sign::kind)
                .containsExactly(Kind.SERVER_UNSEEN);
    }

    @Test
    void so_is_a_database_of_it() {
        databases.add(new DatabaseUnseen(DATABASE, TROUBLE, null));

        assertThat(Suspicion.signs(seen())).extracting(Sign::kind).containsExactly(Kind.DATABASE_UNSEEN);
    }

    @Test
    void so_are_slots_that_nobody_reads_or_that_are_lost() {
        slot("idle", false, "reserved");
        slot("gone", true, "lost");
        slot("pg_16400_sync_16500_7", false, "reserved");

        assertThat(Suspicion.signs(seen()))
                .containsExactlyInAnyOrder(new Sign(Kind.SLOT_INACTIVE, "idle"), new Sign(Kind.SLOT_LOST, "gone"));
    }

    @Test
    void so_is_a_subscription_that_is_disabled_or_has_no_worker_or_one_that_waits() {
        subscription(false, null, 0);
        assertThat(Suspicion.signs(seen())).extracting(Sign::kind).containsExactly(Kind.SUBSCRIPTION_DISABLED);

        subscription(true, null, 0);
        assertThat(Suspicion.signs(seen())).extracting(Sign::kind).containsExactly(Kind.WORKER_MISSING);

        subscription(true, worker(1, new Blocked(AT, List.of(2))), 0);
        assertThat(Suspicion.signs(seen())).extracting(Sign::kind).containsExactly(Kind.WORKER_BLOCKED);
    }

    @Test
    void so_is_a_standby_that_receives_nothing() {
        inRecovery = true;

        assertThat(Suspicion.signs(seen())).extracting(Sign::kind).containsExactly(Kind.RECEIVER_MISSING);
    }

    @Test
    void an_error_that_was_counted_stirs() {
        subscription(true, worker(1, null), 0);
        Seen before = seen();
        subscription(true, worker(1, null), 1);

        assertThat(Suspicion.stirred(before, seen())).isTrue();
    }

    @Test
    void a_worker_that_was_replaced_stirs() {
        subscription(true, worker(1, null), 0);
        Seen before = seen();
        subscription(true, worker(2, null), 0);

        assertThat(Suspicion.stirred(before, seen())).isTrue();
    }

    @Test
    void a_sender_that_is_gone_stirs_and_one_that_came_or_copied_a_table_does_not() {
        sender(1, "feed");
        sender(2, "pg_16400_sync_16500_7");
        Seen before = seen();
        senders.removeLast();
        sender(3, "another");
        assertThat(Suspicion.stirred(before, seen())).isFalse();

        senders.removeFirst();
        assertThat(Suspicion.stirred(before, seen())).isTrue();
    }

    @Test
    void a_server_that_began_anew_or_was_promoted_stirs() {
        Seen before = seen();
        started = AT.plusSeconds(1);
        assertThat(Suspicion.stirred(before, seen())).isTrue();

        started = AT;
        timeline = 2;
        assertThat(Suspicion.stirred(before, seen())).isTrue();
    }

    @Test
    void the_first_look_stirs_nothing() {
        assertThat(Suspicion.stirred(null, seen())).isFalse();
    }
}
