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
import dev.pgrm.application.database.Registration;
import dev.pgrm.application.operation.Announcing;
import dev.pgrm.application.operation.Commissioning;
import dev.pgrm.application.operation.InMemoryJournal;
import dev.pgrm.application.operation.Rung;
import dev.pgrm.domain.Violation;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.Runbook;
import dev.pgrm.domain.postgres.Conninfo;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.stream.ReconnectStream;
import dev.pgrm.domain.stream.ReconnectStream.Reason;
import dev.pgrm.domain.stream.StreamId;
import dev.pgrm.domain.stream.WayDraft;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class AdoptingStreamsTest {
    private static final Actor ADMIN = new Actor("ada", Set.of(Role.ADMIN));
    private static final Actor OPERATOR = new Actor("oscar", Set.of(Role.OPERATOR));
    private static final Actor VIEWER = new Actor("vera", Set.of(Role.VIEWER));
    private static final WayDraft ELSEWHERE = new WayDraft("10.0.0.7", 6432, "require", null, null);

    private final MovableClock clock = new MovableClock();
    private final SeenStream seen = new SeenStream(clock);
    private final AuditTrail audit = new AuditTrail();
    private final Rung rung = new Rung();
    private final AdoptingStreams adopting = new AdoptingStreams(
            seen.onMap,
            seen.registry,
            new Commissioning(new InMemoryJournal(), new Direct(), audit, new Announcing(rung, rung), clock),
            new RoleAuthorization());

    private static final class Direct implements Transactions {
        @Override
        public <T> T within(Supplier<T> work) {
            return work.get();
        }
    }

    private Operation adopted(Actor actor, WayDraft way) {
        return adopting.adopt(actor, seen.id("feed"), way);
    }

    @Test
    void gives_it_the_connection_of_its_registered_source() {
        Operation operation = adopted(OPERATOR, WayDraft.UNSAID);

        assertThat(operation.kind()).isEqualTo("stream.adopt");
        assertThat(operation.requestedBy()).isEqualTo("oscar");
        assertThat(operation.work()).isInstanceOfSatisfying(ReconnectStream.class, work -> {
            assertThat(work.reason()).isEqualTo(Reason.ADOPTED);
            assertThat(work.source().id()).isEqualTo(seen.orders.id());
            assertThat(work.way())
                    .isEqualTo(new Conninfo(new Endpoint("db-1.example", 5432), "orders", "prefer", null, null));
        });
        assertThat(audit.entries)
                .singleElement()
                .satisfies(entry -> assertThat(entry.details())
                        .containsEntry("stream", "feed")
                        .containsEntry("source", "orders"));
    }

    @Test
    void its_runbook_is_for_psql_and_leaves_the_secret_to_whoever_runs_it() {
        assertThat(Runbook.of(adopted(ADMIN, ELSEWHERE)))
                .contains(
                        "\\set conninfo 'host=''10.0.0.7'' port=''6432''",
                        "password=...'",
                        "alter subscription \"feed\" connection :'conninfo';");
    }

    @Test
    void another_way_takes_an_administrator() {
        assertThatExceptionOfType(Denied.class).isThrownBy(() -> adopted(OPERATOR, ELSEWHERE));
        assertThatExceptionOfType(Denied.class).isThrownBy(() -> adopted(VIEWER, WayDraft.UNSAID));

        assertThat(((ReconnectStream) adopted(ADMIN, ELSEWHERE).work()).way())
                .isEqualTo(new Conninfo(new Endpoint("10.0.0.7", 6432), "orders", "require", null, null));
    }

    @Test
    void tells_all_that_is_wrong_with_the_way_at_once() {
        assertThatExceptionOfType(Registration.Refused.class)
                .isThrownBy(() -> adopted(ADMIN, new WayDraft("a b", 0, "odd", null, "relative")))
                .satisfies(refused -> assertThat(refused.violations())
                        .extracting(Violation::field)
                        .containsExactly(
                                "connection.host", "connection.port", "connection.sslMode", "connection.passfile"));
    }

    @Test
    void where_its_source_is_in_doubt_nothing_is_begun() {
        seen.doubt();

        assertThatExceptionOfType(StreamsOnMap.Ambiguous.class)
                .isThrownBy(() -> adopted(ADMIN, WayDraft.UNSAID))
                .withMessageContaining("possible partners");
        assertThat(audit.entries).isEmpty();
    }

    @Test
    void both_ends_must_be_registered_and_the_stream_be_there() {
        seen.see(2);

        assertThatExceptionOfType(ActingOnStreams.EndMissing.class)
                .isThrownBy(() -> adopting.adopt(ADMIN, seen.id("feed1"), WayDraft.UNSAID))
                .withMessageContaining("source");
        assertThatExceptionOfType(StreamsOnMap.Unknown.class)
                .isThrownBy(() -> adopting.adopt(ADMIN, new StreamId(UUID.randomUUID()), WayDraft.UNSAID));
    }
}
