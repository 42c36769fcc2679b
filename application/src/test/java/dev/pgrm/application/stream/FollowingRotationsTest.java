package dev.pgrm.application.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.application.MovableClock;
import dev.pgrm.application.Transactions;
import dev.pgrm.application.audit.AuditTrail;
import dev.pgrm.application.credential.Credential;
import dev.pgrm.application.credential.Credentials;
import dev.pgrm.application.operation.Announcing;
import dev.pgrm.application.operation.Commissioning;
import dev.pgrm.application.operation.InMemoryJournal;
import dev.pgrm.application.operation.Journal;
import dev.pgrm.application.operation.Rung;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.Account;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.operation.Epoch;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.postgres.Conninfo;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.stream.ReconnectStream;
import dev.pgrm.domain.stream.ReconnectStream.Reason;
import dev.pgrm.domain.stream.SubscriptionId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FollowingRotationsTest {
    private static final Conninfo WAY = new Conninfo(new Endpoint("10.0.0.7", 6432), "orders", "require", null, null);
    private static final Endpoint AT = new Endpoint("db-1.example", 5432);
    private static final Credential BEFORE = new Credential("replicator", "before");
    private static final Credential AFTER = new Credential("replicator", "after");
    private static final WorkerId WORKER = new WorkerId(new UUID(7, 7));

    private final MovableClock clock = new MovableClock();
    private final SeenStream seen = new SeenStream(clock);
    private final SubscriptionId feed = new SubscriptionId(seen.dw.id(), SeenStream.FEED);
    private final InMemoryKeptConnections kept = new InMemoryKeptConnections();
    private final InMemoryJournal journal = new InMemoryJournal();
    private final AuditTrail audit = new AuditTrail();
    private final Rung rung = new Rung();
    private final FollowingRotations following = following();
    private @Nullable Credential present = BEFORE;

    private static final class Direct implements Transactions {
        @Override
        public <T> T within(Supplier<T> work) {
            return work.get();
        }
    }

    private final class Vault implements Credentials {
        @Override
        public Lookup find(DatabaseSpec database, Account account) {
            assertThat(database.name()).isEqualTo("orders");
            assertThat(account).isEqualTo(Account.REPLICATION);
            return present == null
                    ? new Lookup.NotFound(new Trouble("away", "It is away", "Wait"))
                    : new Lookup.Found(present);
        }

        @Override
        public List<Credential> afterRefusal(DatabaseSpec database, Account account, Credential refused) {
            return List.of();
        }
    }

    private FollowingRotations following() {
        return new FollowingRotations(
                kept,
                seen.onMap,
                new Vault(),
                journal,
                new Commissioning(journal, new Direct(), audit, new Announcing(rung, rung), clock),
                clock);
    }

    @BeforeEach
    void keep() {
        seen.connectsTo(WAY.address());
        kept.keep(KeptConnection.with(feed, seen.orders.id(), AT, WAY, BEFORE, clock.instant()));
    }

    private List<Operation> asked() {
        return journal.search(new Journal.Search(null, null, null, null, 100));
    }

    private int askedAfter(Duration time) {
        clock.advance(time);
        following.takeTurn();
        return asked().size();
    }

    private void end(OperationStatus how) {
        Operation last = asked().getFirst();
        Epoch epoch = Objects.requireNonNull(journal.claim(last.id(), last.epoch(), WORKER));
        journal.end(last.id(), epoch, how, Map.of());
    }

    @Test
    void asks_for_nothing_while_the_secret_is_the_same() {
        following.takeTurn();
        present = null;
        following.takeTurn();

        assertThat(asked()).isEmpty();
    }

    @Test
    void a_rotated_secret_is_given_to_the_subscription_on_its_way() {
        present = AFTER;

        following.takeTurn();

        Operation operation = asked().getFirst();
        assertThat(operation.kind()).isEqualTo("stream.reconnect");
        assertThat(operation.requestedBy()).isEqualTo("rotation");
        assertThat(operation.work()).isInstanceOfSatisfying(ReconnectStream.class, work -> {
            assertThat(work.reason()).isEqualTo(Reason.ROTATED);
            assertThat(work.way()).isEqualTo(WAY);
            assertThat(work.source().id()).isEqualTo(seen.orders.id());
            assertThat(work.target().id()).isEqualTo(seen.dw.id());
            assertThat(work.stream().requireSubscription().oid()).isEqualTo(SeenStream.FEED);
        });
        assertThat(audit.entries)
                .singleElement()
                .satisfies(entry -> assertThat(entry.act()).isEqualTo("stream.reconnect.requested"))
                .satisfies(entry -> assertThat(entry.toString()).doesNotContain("after", "before"));
        assertThat(rung.rings()).isEqualTo(1);
    }

    @Test
    void another_user_of_the_same_password_is_another_secret() {
        present = new Credential("replicator2", "before");

        assertThat(askedAfter(Duration.ZERO)).isEqualTo(1);
    }

    @Test
    void asks_once_however_many_look_and_how_long_it_takes() {
        present = AFTER;
        following.takeTurn();
        following().takeTurn();

        assertThat(askedAfter(Duration.ofHours(3))).isEqualTo(1);
    }

    @Test
    void of_two_that_see_it_at_once_one_asks() {
        present = AFTER;
        var overtaken = new FollowingRotations(
                kept,
                seen.onMap,
                new Vault(),
                journal,
                new Commissioning(
                        journal,
                        new Transactions() {
                            @Override
                            public <T> T within(Supplier<T> work) {
                                following.takeTurn();
                                return work.get();
                            }
                        },
                        audit,
                        new Announcing(rung, rung),
                        clock),
                clock);

        overtaken.takeTurn();

        assertThat(asked()).hasSize(1);
        assertThat(audit.entries).hasSize(1);
    }

    @Test
    void after_failures_asks_later_and_later_and_at_least_each_hour() {
        present = AFTER;
        following.takeTurn();
        for (int minutes : new int[] {1, 2, 4, 8, 16, 32, 60, 60, 60}) {
            int before = asked().size();
            end(OperationStatus.UNDONE);
            assertThat(askedAfter(Duration.ofMinutes(minutes).minusSeconds(1))).isEqualTo(before);
            assertThat(askedAfter(Duration.ofSeconds(1)))
                    .as("after %s", minutes)
                    .isEqualTo(before + 1);
        }
    }

    @Test
    void a_success_ends_it_until_the_next_rotation() {
        present = AFTER;
        following.takeTurn();
        end(OperationStatus.SUCCEEDED);
        kept.keep(KeptConnection.with(feed, seen.orders.id(), AT, WAY, AFTER, clock.instant()));
        assertThat(askedAfter(Duration.ofHours(1))).isEqualTo(1);

        present = BEFORE;

        assertThat(askedAfter(Duration.ZERO)).isEqualTo(2);
    }

    @Test
    void one_that_was_pointed_elsewhere_by_others_is_left_alone() {
        seen.connectsTo(new Endpoint("new-primary.example", 5432));
        present = AFTER;

        assertThat(askedAfter(Duration.ofHours(2))).isZero();
        assertThat(kept.all()).hasSize(1);
    }

    @Test
    void one_that_streams_from_where_nobody_can_see_is_left_alone() {
        seen.streamsFromSomewhere();
        present = AFTER;

        assertThat(askedAfter(Duration.ZERO)).isZero();
        assertThat(kept.all()).hasSize(1);
    }

    @Test
    void the_secret_of_a_source_that_is_registered_elsewhere_by_now_is_not_sent_to_where_it_was() {
        kept.keep(KeptConnection.with(
                feed, seen.orders.id(), new Endpoint("db-0.example", 5432), WAY, BEFORE, clock.instant()));
        present = AFTER;

        assertThat(askedAfter(Duration.ofHours(2))).isZero();
    }

    @Test
    void with_a_passfile_there_is_nothing_to_do() {
        var reading = new Conninfo(WAY.address(), "orders", "require", null, "/var/lib/pass");
        kept.keep(KeptConnection.with(feed, seen.orders.id(), AT, reading, BEFORE, clock.instant()));
        present = AFTER;

        assertThat(askedAfter(Duration.ZERO)).isZero();
    }

    @Test
    void what_secret_there_is_in_it_is_made_sure_where_that_is_not_known() {
        kept.keep(new KeptConnection(feed, seen.orders.id(), AT, WAY, null, clock.instant()));

        assertThat(askedAfter(Duration.ZERO)).isEqualTo(1);
    }

    @Test
    void a_subscription_that_is_gone_is_forgotten_once_that_is_sure() {
        clock.advance(Duration.ofSeconds(50));
        seen.see(0);
        following.takeTurn();
        assertThat(kept.all()).hasSize(1);

        clock.advance(Duration.ofSeconds(20));
        seen.see(0);
        following.takeTurn();

        assertThat(kept.all()).isEmpty();
        assertThat(asked()).isEmpty();
    }

    @Test
    void one_that_nobody_sees_at_present_is_not_forgotten() {
        assertThat(askedAfter(Duration.ofDays(1))).isZero();

        assertThat(kept.all()).hasSize(1);
    }
}
