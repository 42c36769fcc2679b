package dev.pgrm.application.orphan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pgrm.application.MovableClock;
import dev.pgrm.application.Transactions;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.actor.Actor.Role;
import dev.pgrm.application.actor.Authorization.Denied;
import dev.pgrm.application.actor.RoleAuthorization;
import dev.pgrm.application.audit.AuditTrail;
import dev.pgrm.application.database.InMemoryRegistry;
import dev.pgrm.application.database.Specs;
import dev.pgrm.application.observation.InMemoryObservations;
import dev.pgrm.application.operation.Announcing;
import dev.pgrm.application.operation.Commissioning;
import dev.pgrm.application.operation.InMemoryJournal;
import dev.pgrm.application.operation.Journal;
import dev.pgrm.application.operation.Rung;
import dev.pgrm.application.orphan.RemovingOrphans.OutOfSight;
import dev.pgrm.application.topology.InMemoryIdentities;
import dev.pgrm.application.topology.LiveTopology;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.Keeper;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.operation.Epoch;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationId;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.orphan.RemovalPolicy;
import dev.pgrm.domain.postgres.Conninfo;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SubscriptionName;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.domain.stream.End;
import dev.pgrm.domain.stream.Leftover;
import dev.pgrm.domain.stream.PublicationSpec;
import dev.pgrm.domain.stream.RemoveLeftover;
import dev.pgrm.domain.stream.SubscriptionSpec;
import dev.pgrm.domain.stream.SubscriptionSpec.Options;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class OrphanSweepTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final MovableClock clock = new MovableClock();
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final InMemoryObservations observations = new InMemoryObservations();
    private final InMemoryJournal journal = new InMemoryJournal();
    private final AuditTrail audit = new AuditTrail();
    private final Rung rung = new Rung();
    private final LiveTopology topology = new LiveTopology(
            registry, observations, observations.lastKnown(), new InMemoryIdentities(), clock, Duration.ofSeconds(30));
    private final RoleAuthorization authorization = new RoleAuthorization();
    private final FindingOrphans finding = new FindingOrphans(topology, journal, authorization);
    private final RemovingOrphans removing = new RemovingOrphans(
            topology,
            registry,
            new Commissioning(journal, new Direct(), audit, new Announcing(rung, rung), clock),
            authorization);
    private final OrphanSweep sweep =
            new OrphanSweep(new RemovalPolicy(DAY), topology, finding, removing, journal, clock);
    private final Database orders = registered("orders");
    private final Database dw = registered("dw");

    private static final class Direct implements Transactions {
        @Override
        public <T> T within(Supplier<T> work) {
            return work.get();
        }
    }

    private Database registered(String name) {
        return registry.add(Specs.on(name + ".example", name), Keeper.PEOPLE, "ada", clock.instant());
    }

    private static End end(Database database) {
        return End.of(database);
    }

    /** An operation of ours made stream feed between them. */
    private void made() {
        var work = new CreateStream(
                end(orders),
                end(dw),
                new Conninfo(new Endpoint("orders.example", 5432), "orders", "prefer", null, null),
                new PublicationSpec(new PublicationName("feed"), true, List.of(), List.of(), Set.of(), false),
                new SubscriptionSpec(new SubscriptionName("feed"), new SlotName("feed"), true, true, Options.UNSAID));
        Operation operation = Operation.of(new OperationId(UUID.randomUUID()), work, "ada", clock.instant());
        journal.open(operation);
        end(operation, OperationStatus.SUCCEEDED, Map.of("slot", "feed", "publication", "feed"));
    }

    private void end(Operation operation, OperationStatus how, Map<String, String> result) {
        Epoch epoch = Objects.requireNonNull(
                journal.claim(operation.id(), operation.epoch(), new WorkerId(UUID.randomUUID())));
        journal.end(operation.id(), epoch, how, result);
    }

    private void seen(Seen... all) {
        for (Seen each : all) {
            topology.observe(each);
        }
        topology.registryMayHaveChanged();
        topology.refresh();
    }

    private Seen idle(Instant since) {
        return Leavings.slot(orders, clock.instant(), "feed", since);
    }

    private Seen target() {
        return Leavings.bare(dw, clock.instant());
    }

    private void sweepWith(Instant inactiveSince) {
        seen(idle(inactiveSince), target());
        sweep.takeTurn();
    }

    private List<Operation> removals() {
        return journal.search(new Journal.Search(null, RemoveLeftover.kindOf(Leftover.SLOT), null, null, 10));
    }

    @Test
    void has_a_slot_removed_that_was_made_here_once_it_is_old_enough() {
        made();
        Instant since = clock.instant();
        sweepWith(since);
        clock.advance(DAY.minusSeconds(1));
        sweepWith(since);
        assertThat(removals()).isEmpty();

        clock.advance(Duration.ofSeconds(1));
        sweepWith(since);

        assertThat(removals()).singleElement().satisfies(operation -> {
            assertThat(operation.work())
                    .isEqualTo(new RemoveLeftover(end(orders), Leftover.SLOT, "feed", new Lsn(200)));
            assertThat(operation.requestedBy()).isEqualTo("policy");
        });
        assertThat(audit.entries).last().satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo("policy");
            assertThat(entry.act()).isEqualTo("slot.remove.requested");
            assertThat(entry.details()).containsEntry("slot", "feed").containsKey("madeBy");
        });
        assertThat(rung.rings()).isPositive();
    }

    @Test
    void asks_once_while_it_waits_and_again_an_hour_after_it_failed() {
        made();
        Instant since = clock.instant();
        sweepWith(since);
        clock.advance(DAY);
        sweepWith(since);
        clock.advance(Duration.ofHours(2));
        sweepWith(since);
        assertThat(removals()).hasSize(1);

        end(removals().getFirst(), OperationStatus.UNDONE, Map.of());
        sweepWith(since);

        assertThat(removals()).hasSize(2);
        end(removals().getFirst(), OperationStatus.UNDONE, Map.of());
        clock.advance(Duration.ofMinutes(59));
        sweepWith(since);
        assertThat(removals()).hasSize(2);
    }

    @Test
    void leaves_what_others_made() {
        Instant since = clock.instant();
        sweepWith(since);
        clock.advance(DAY.multipliedBy(30));
        sweepWith(since);

        assertThat(removals()).isEmpty();
    }

    @Test
    void begins_anew_with_one_that_was_in_use_meanwhile() {
        made();
        seen(Leavings.publication(orders, clock.instant(), "feed"), target());
        sweep.takeTurn();
        clock.advance(DAY);
        seen(Leavings.bare(orders, clock.instant()), target());
        sweep.takeTurn();
        seen(Leavings.publication(orders, clock.instant(), "feed"), target());

        sweep.takeTurn();

        assertThat(journal.search(
                        new Journal.Search(null, RemoveLeftover.kindOf(Leftover.PUBLICATION), null, null, 10)))
                .isEmpty();
    }

    @Test
    void acts_on_no_map_of_yesterday() {
        made();
        Instant since = clock.instant();
        sweepWith(since);
        clock.advance(DAY.multipliedBy(2));

        sweep.takeTurn();

        assertThat(removals()).isEmpty();
    }

    @Test
    void waits_for_a_target_that_is_away() {
        made();
        Instant since = clock.instant();
        sweepWith(since);
        clock.advance(DAY.multipliedBy(2));
        seen(idle(since));

        sweep.takeTurn();

        assertThat(removals()).isEmpty();
    }

    @Test
    void who_may_only_look_removes_nothing() {
        seen(idle(clock.instant()), target());
        var viewer = new Actor("vera", Set.of(Role.VIEWER));

        assertThat(finding.find(viewer)).hasSize(1);
        assertThatExceptionOfType(Denied.class)
                .isThrownBy(() -> removing.removable(viewer, Leftover.SLOT, orders, "feed"));
    }

    @Test
    void what_cannot_be_seen_is_not_removed_on_request_either() {
        seen(idle(clock.instant()), target());
        clock.advance(Duration.ofMinutes(5));
        topology.refresh();
        var operator = new Actor("oscar", Set.of(Role.OPERATOR));

        assertThatExceptionOfType(OutOfSight.class)
                .isThrownBy(() -> removing.removable(operator, Leftover.SLOT, orders, "feed"))
                .withMessageContaining("cannot be seen at present");
    }
}
