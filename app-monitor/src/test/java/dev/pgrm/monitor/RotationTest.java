package dev.pgrm.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.application.operation.Journal;
import dev.pgrm.application.operation.Journal.Search;
import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.domain.database.Access;
import dev.pgrm.domain.database.CredentialReference;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationId;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.postgres.Conninfo;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SubscriptionName;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.domain.stream.End;
import dev.pgrm.domain.stream.PublicationSpec;
import dev.pgrm.domain.stream.SubscriptionSpec;
import dev.pgrm.domain.stream.SubscriptionSpec.Options;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two monitors, and a stream within one server whose replication account gets another password. */
@Tag("servers")
@SuppressWarnings("NullAway.Init") // by BeforeEach
class RotationTest {
    private static final String TARGET = "target_of_rotation";

    private final PostgresServer server = Premises.watched();
    private Site site;
    private Monitor monitor;

    @BeforeEach
    void open() throws Exception {
        site = new Site();
        var owner = server.superuser();
        site.secret("owner", Premises.secret(owner.user(), owner.password()));
        site.secret("mover", Premises.secret("mover", "f1rst"));
        monitor = site.monitor();
        site.monitor();
        server.sql(
                "create role mover login replication password 'f1rst'",
                "create database " + TARGET,
                "create table crate (id int primary key)");
        server.database(TARGET).sql("create table crate (id int primary key)");
    }

    @AfterEach
    void close() {
        site.close();
        if (!target("select count(*) from pg_subscription").equals("0")) {
            server.sql("alter role mover password 's3cond'");
            server.database(TARGET).sql("drop subscription crate");
        }
        server.sql(
                "drop publication if exists crate",
                "drop table crate",
                "drop database " + TARGET + " with (force)",
                "drop role mover");
    }

    private String target(String query) {
        return server.database(TARGET).value(query);
    }

    private void made() {
        var at = new Endpoint(server.host(), server.port());
        var access = new Access(
                CredentialReference.parse("file:owner"), CredentialReference.parse("file:mover"), null, null, null);
        var source = site.register("source", at, server.database().name(), access);
        var end = site.register("target", at, TARGET, access);
        var work = new CreateStream(
                new End(source.id(), "source"),
                new End(end.id(), "target"),
                new Conninfo(at, server.database().name(), "disable", null, null),
                new PublicationSpec(
                        new PublicationName("crate"),
                        false,
                        List.of(),
                        List.of(new PublicationSpec.Table(new TableName("public", "crate"), List.of(), null)),
                        Set.of(),
                        false),
                new SubscriptionSpec(
                        new SubscriptionName("crate"), new SlotName("crate"), false, true, Options.UNSAID));
        var now = Clock.systemUTC().instant();
        monitor.bean(Journal.class).open(Operation.of(new OperationId(UUID.randomUUID()), work, "ada", now));
        awaitOne("stream.create");
    }

    private List<Operation> operations(String kind) {
        return monitor.bean(Journal.class).search(new Search(null, null, null, null, 100)).stream()
                .filter(operation -> operation.kind().equals(kind))
                .toList();
    }

    private void awaitOne(String kind) {
        await(kind)
                .atMost(Site.BOUND)
                .untilAsserted(() -> assertThat(operations(kind))
                        .singleElement()
                        .extracting(Operation::status)
                        .isEqualTo(OperationStatus.SUCCEEDED));
    }

    @Test
    void a_rotated_secret_reaches_the_subscription_before_it_connects_anew() throws Exception {
        made();
        server.sql("alter role mover password 's3cond'");
        site.secret("mover", Premises.secret("mover", "s3cond"));

        awaitOne("stream.reconnect");

        server.sql("select pg_terminate_backend(active_pid) from pg_replication_slots where slot_name = 'crate'");
        server.sql("insert into crate values (1)");
        await("the row")
                .atMost(Site.BOUND)
                .until(() -> target("select count(*) from crate").equals("1"));
        assertThat(operations("stream.reconnect")).hasSize(1);
        assertThat(site.store()
                        .query("select actor, details from audit_entry where act = 'stream.reconnect.requested'"))
                .hasSize(1)
                .asString()
                .contains("rotation")
                .doesNotContain("f1rst", "s3cond");
        assertThat(site.store()
                        .query(
                                "select cast(k as text), cast(o as text), cast(s as text) from kept_connection k, operation o"
                                        + " join operation_step s on s.operation_id = o.id")
                        .toString())
                .contains("pbkdf2-sha256")
                .doesNotContain("f1rst", "s3cond");
    }
}
