package dev.pgrm.application.stream;

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
import dev.pgrm.application.database.Registration;
import dev.pgrm.application.database.Specs;
import dev.pgrm.application.observation.InMemoryObservations;
import dev.pgrm.application.operation.Announcing;
import dev.pgrm.application.operation.Commissioning;
import dev.pgrm.application.operation.InMemoryJournal;
import dev.pgrm.application.operation.Rung;
import dev.pgrm.application.stream.ActingOnStreams.EndMissing;
import dev.pgrm.application.stream.DispensablePublications.Kept;
import dev.pgrm.application.stream.DispensablePublications.Wish;
import dev.pgrm.application.stream.RemovingStreams.PublicationsInUse;
import dev.pgrm.application.stream.RemovingStreams.Removal;
import dev.pgrm.application.topology.InMemoryIdentities;
import dev.pgrm.application.topology.LiveTopology;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.Keeper;
import dev.pgrm.domain.operation.Epoch;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationId;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.postgres.Conninfo;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SubscriptionName;
import dev.pgrm.domain.postgres.SystemIdentifier;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.domain.stream.End;
import dev.pgrm.domain.stream.PublicationSpec;
import dev.pgrm.domain.stream.RemoveStream;
import dev.pgrm.domain.stream.RemoveStream.Leave;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.stream.StreamId;
import dev.pgrm.domain.stream.SubscriptionSpec;
import dev.pgrm.domain.stream.SubscriptionSpec.Options;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** From a database orders, into a database dw. */
class RemovingStreamsTest {
    private static final Actor OPERATOR = new Actor("oscar", Set.of(Role.OPERATOR));
    private static final Actor VIEWER = new Actor("vera", Set.of(Role.VIEWER));
    private static final PublicationName SHOP = new PublicationName("shop");

    private final MovableClock clock = new MovableClock();
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final InMemoryObservations observations = new InMemoryObservations();
    private final InMemoryJournal journal = new InMemoryJournal();
    private final AuditTrail audit = new AuditTrail();
    private final LiveTopology topology = new LiveTopology(
            registry, observations, observations.lastKnown(), new InMemoryIdentities(), clock, Duration.ofSeconds(30));
    private final RemovingStreams removing = removing();
    private final Database orders = registered("orders");
    private final Database dw = registered("dw");
    private final Flowing flowing = new Flowing();

    private static final class Direct implements Transactions {
        @Override
        public <T> T within(Supplier<T> work) {
            return work.get();
        }
    }

    private RemovingStreams removing() {
        var rung = new Rung();
        return new RemovingStreams(
                new StreamsOnMap(topology, registry),
                topology,
                journal,
                new Commissioning(journal, new Direct(), audit, new Announcing(rung, rung), clock),
                new RoleAuthorization());
    }

    private Database registered(String name) {
        return registry.add(Specs.on(name + ".example", name), Keeper.PEOPLE, "ada", clock.instant());
    }

    private StreamId seen(String name) {
        topology.registryMayHaveChanged();
        topology.refresh();
        topology.observe(flowing.source(orders, clock.instant()));
        topology.observe(flowing.target(dw, clock.instant()));
        return topology.refresh().topology().streams().stream()
                .filter(stream -> stream.name().equals(name))
                .map(Stream::id)
                .findFirst()
                .orElseThrow();
    }

    private Removal look(StreamId id, Wish wish) {
        return removing.look(OPERATOR, id, Leave.NOTHING, wish);
    }

    /** A stream that was made here. */
    private void made(String slot, PublicationName publication, boolean withPublication) {
        Operation operation = begun(slot, publication, withPublication);
        Epoch epoch = Objects.requireNonNull(
                journal.claim(operation.id(), operation.epoch(), new WorkerId(UUID.randomUUID())));
        journal.end(operation.id(), epoch, OperationStatus.SUCCEEDED, Map.of());
    }

    private Operation begun(String slot, PublicationName publication, boolean withPublication) {
        var work = new CreateStream(
                new End(orders.id(), "orders"),
                new End(dw.id(), "dw"),
                new Conninfo(new Endpoint("orders.example", 5432), "orders", "prefer", null, null),
                new PublicationSpec(publication, withPublication, List.of(), List.of(), Set.of(), false),
                new SubscriptionSpec(new SubscriptionName(slot), new SlotName(slot), true, true, Options.UNSAID));
        Operation operation = Operation.of(new OperationId(UUID.randomUUID()), work, "ada", clock.instant());
        journal.open(operation);
        return operation;
    }

    @Test
    void a_subscription_that_is_left_is_known_by_where_it_was_and_its_slot_by_where_it_stands() {
        flowing.rest();

        Removal removal = removing.look(OPERATOR, seen("feed"), Leave.SUBSCRIPTION, Wish.SPARE);

        assertThat(removal.position()).isEqualTo(Lsn.ZERO);
        assertThat(removal.work().system())
                .isEqualTo(new SystemIdentifier(dw.serverId().value().getLeastSignificantBits()));
    }

    @Test
    void a_removal_becomes_an_operation() {
        made("feed", SHOP, true);
        StreamId id = seen("feed");

        Operation operation = removing.remove(OPERATOR, look(id, Wish.SPARE));

        assertThat(operation.work()).isInstanceOfSatisfying(RemoveStream.class, work -> {
            assertThat(work.leave()).isEqualTo(Leave.NOTHING);
            assertThat(work.stream().requireSubscription().name()).hasToString("feed");
            assertThat(work.stream().requireSlot()).hasToString("feed");
            assertThat(work.publications()).containsExactly(SHOP);
            assertThat(work.subjects()).containsExactlyInAnyOrder("database:" + orders.id(), "database:" + dw.id());
        });
        assertThat(audit.entries.getLast().act()).isEqualTo("stream.remove.requested");
        assertThat(audit.entries.getLast().details())
                .containsEntry("stream", "feed")
                .containsEntry("leave", "nothing")
                .containsEntry("publications", "shop");
    }

    @Test
    void publications_that_were_not_made_here_stay_unless_somebody_wants_them_dropped() {
        made("feed", SHOP, false);
        StreamId id = seen("feed");

        assertThat(look(id, Wish.SPARE).publications().dropped()).isEmpty();
        assertThat(look(id, Wish.SPARE).publications().kept()).containsExactly(new Kept(SHOP, "it was not made here"));
        assertThat(look(id, Wish.DROP).publications().dropped()).containsExactly(SHOP);
        assertThat(look(id, Wish.KEEP).publications().dropped()).isEmpty();
    }

    @Test
    void publications_that_another_stream_uses_stay() {
        made("feed", SHOP, true);
        flowing.subscribed("other", "shop");
        StreamId id = seen("feed");

        Removal removal = look(id, Wish.SPARE);

        assertThat(removal.publications().dropped()).isEmpty();
        assertThat(removal.publications().users()).extracting(Stream::name).containsExactly("other");
        assertThat(removal.publications().kept()).containsExactly(new Kept(SHOP, "stream other uses it"));
        assertThatExceptionOfType(PublicationsInUse.class)
                .isThrownBy(() -> look(id, Wish.DROP))
                .satisfies(used -> assertThat(used.users()).hasSize(1));
    }

    @Test
    void publications_that_a_stream_in_the_making_uses_stay() {
        made("feed", SHOP, true);
        Operation begun = begun("second", SHOP, false);
        StreamId id = seen("feed");

        assertThat(List.of(Wish.SPARE, Wish.DROP)).allSatisfy(wish -> {
            assertThat(look(id, wish).publications().dropped()).isEmpty();
            assertThat(look(id, wish).publications().kept())
                    .containsExactly(new Kept(SHOP, "operation " + begun.id() + " makes a stream that uses it"));
        });
    }

    @Test
    void a_source_that_is_in_doubt_is_not_touched() {
        StreamId id = seen("feed");
        flowing.conceal();
        Database like = registry.add(Specs.on("like.example", "like", "orders"), Keeper.PEOPLE, "ada", clock.instant());
        seen("feed");
        topology.observe(flowing.source(like, clock.instant()));
        topology.refresh();

        assertThat(List.of(Leave.NOTHING, Leave.SUBSCRIPTION))
                .allSatisfy(leave -> assertThatExceptionOfType(StreamsOnMap.Ambiguous.class)
                        .isThrownBy(() -> removing.look(OPERATOR, id, leave, Wish.SPARE)));
        assertThat(removing.look(OPERATOR, id, Leave.SLOT, Wish.SPARE).leave()).isEqualTo(Leave.SLOT);
    }

    @Test
    void publications_that_another_stream_does_not_use_go() {
        made("feed", SHOP, true);
        flowing.subscribed("other", "stock");

        Removal removal = look(seen("feed"), Wish.SPARE);

        assertThat(removal.publications().dropped()).containsExactly(SHOP);
        assertThat(removal.bystanders().slots()).extracting(SlotName::value).contains("other");
    }

    @Test
    void publications_that_somebody_whom_nobody_knows_may_use_stay() {
        made("feed", SHOP, true);
        flowing.idleSlot("stray", "orders", "pgoutput");
        StreamId id = seen("feed");

        assertThat(look(id, Wish.SPARE).publications().kept())
                .extracting(Kept::why)
                .containsExactly("whoever has slot stray, which nobody reads now, may use it");
        assertThat(look(id, Wish.DROP).publications().dropped()).containsExactly(SHOP);
    }

    @Test
    void slots_that_use_no_publication_of_that_database_do_not_matter() {
        made("feed", SHOP, true);
        flowing.idleSlot("elsewhere", "stock", "pgoutput");
        flowing.idleSlot("json", "orders", "wal2json");
        flowing.idleSlot("pg_1_sync_2_3", "orders", "pgoutput");

        assertThat(look(seen("feed"), Wish.SPARE).publications().dropped()).containsExactly(SHOP);
    }

    @Test
    void what_is_left_alone_need_not_be_registered() {
        seen("feed");
        registry.remove(orders.id(), orders.version());
        StreamId now = seenWithoutSource();

        assertThatExceptionOfType(EndMissing.class).isThrownBy(() -> look(now, Wish.SPARE));
        Removal removal = removing.look(OPERATOR, now, Leave.SLOT, Wish.SPARE);
        assertThat(removal.work().source()).isNull();
        assertThat(removal.work().target()).isEqualTo(End.of(dw));
    }

    private StreamId seenWithoutSource() {
        topology.registryMayHaveChanged();
        topology.refresh();
        topology.observe(flowing.target(dw, clock.instant()));
        return topology.refresh().topology().streams().getFirst().id();
    }

    @Test
    void publications_cannot_go_while_the_source_is_left_alone() {
        StreamId id = seen("feed");

        assertThatExceptionOfType(Registration.Refused.class)
                .isThrownBy(() -> removing.look(OPERATOR, id, Leave.SLOT, Wish.DROP))
                .satisfies(refused ->
                        assertThat(refused.violations().getFirst().field()).isEqualTo("publications"));
    }

    @Test
    void takes_an_operator_and_a_stream_that_there_is() {
        StreamId id = seen("feed");

        assertThatExceptionOfType(Denied.class).isThrownBy(() -> removing.look(VIEWER, id, Leave.NOTHING, Wish.SPARE));
        assertThatExceptionOfType(Denied.class).isThrownBy(() -> removing.remove(VIEWER, look(id, Wish.SPARE)));
        assertThatExceptionOfType(StreamsOnMap.Unknown.class)
                .isThrownBy(() -> look(new StreamId(UUID.randomUUID()), Wish.SPARE));
    }
}
