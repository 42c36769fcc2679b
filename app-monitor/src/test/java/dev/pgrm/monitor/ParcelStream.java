package dev.pgrm.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.application.StoreUnavailable;
import dev.pgrm.application.operation.Journal;
import dev.pgrm.devkit.postgres.Credentials;
import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.domain.database.Access;
import dev.pgrm.domain.database.CredentialReference;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationId;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.postgres.Conninfo;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SubscriptionName;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.domain.stream.End;
import dev.pgrm.domain.stream.LogicalStream;
import dev.pgrm.domain.stream.LogicalStream.Subscribed;
import dev.pgrm.domain.stream.PublicationSpec;
import dev.pgrm.domain.stream.PublishedTable;
import dev.pgrm.domain.stream.RemoveStream;
import dev.pgrm.domain.stream.RemoveStream.Leave;
import dev.pgrm.domain.stream.ResyncTable;
import dev.pgrm.domain.stream.StreamId;
import dev.pgrm.domain.stream.StreamWork;
import dev.pgrm.domain.stream.SubscriptionSpec;
import dev.pgrm.domain.stream.SubscriptionSpec.Options;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** A stream of one table between two databases of the watched server, and the work on it from its making to its end. */
final class ParcelStream implements AutoCloseable {
    /** So many writes to the journal an undisturbed operation makes before it ends: two for each step. */
    static final int WRITES_TO_CREATE = 12;

    static final int WRITES_TO_RESYNC = 8;
    static final int WRITES_TO_REMOVE = 14;

    private static final String NAME = "parcel";
    private static final String TARGET = "target_of_parcels";
    private static final TableName TABLE = new TableName("public", NAME);

    private final PostgresServer server = Premises.watched();
    private final Journal journal;
    private final End source;
    private final End target;

    /** @param desk whose journal operations are put into */
    ParcelStream(Site site, Monitor desk) {
        this.journal = desk.bean(Journal.class);
        server.sql(
                "create database " + TARGET,
                "create table parcel (id int primary key)",
                "insert into parcel values (1)");
        server.database(TARGET).sql("create table parcel (id int primary key)");
        this.source = end(site, "source", server.database().name());
        this.target = end(site, "target", TARGET);
    }

    /** The environment of whoever works on it. */
    static Map<String, String> environment() {
        Credentials owner = Premises.watched().superuser();
        return Map.of("PGRM_SECRET_OWNER", Premises.secret(owner.user(), owner.password()));
    }

    private End end(Site site, String name, String database) {
        var access = Access.by(CredentialReference.parse("env:OWNER"));
        return new End(site.register(name, address(), database, access).id(), name);
    }

    private Endpoint address() {
        return new Endpoint(server.host(), server.port());
    }

    CreateStream create() {
        return new CreateStream(
                source,
                target,
                new Conninfo(address(), server.database().name(), "disable", null, null),
                new PublicationSpec(
                        new PublicationName(NAME),
                        false,
                        List.of(),
                        List.of(new PublicationSpec.Table(TABLE, List.of(), null)),
                        Set.of(),
                        false),
                new SubscriptionSpec(new SubscriptionName(NAME), new SlotName(NAME), true, true, Options.UNSAID));
    }

    ResyncTable resync() {
        return new ResyncTable(
                made(), TABLE, new PublicationName(NAME), new PublishedTable(TABLE, List.of(), null), null);
    }

    RemoveStream remove() {
        return new RemoveStream(made(), Leave.NOTHING, List.of(new PublicationName(NAME)));
    }

    private LogicalStream made() {
        long oid = Long.parseLong(
                target("select oid from pg_subscription where subdbid = (select oid from pg_database where datname ="
                        + " current_database())"));
        return new LogicalStream(
                new StreamId(new UUID(0, oid)),
                NAME,
                source,
                target,
                new Subscribed(new Oid(oid), new SubscriptionName(NAME)),
                new SlotName(NAME),
                List.of(new PublicationName(NAME)));
    }

    Operation open(StreamWork work) {
        Operation operation = Operation.of(
                new OperationId(UUID.randomUUID()),
                work,
                "ada",
                Clock.systemUTC().instant());
        journal.open(operation);
        return operation;
    }

    Operation read(Operation operation) {
        return Objects.requireNonNull(journal.read(operation.id()));
    }

    void awaitSucceeded(Operation operation) {
        await("end of the operation")
                .atMost(Site.BOUND)
                .ignoreException(StoreUnavailable.class)
                .until(() -> read(operation).status().over());
        assertThat(read(operation).status()).as("%s", read(operation)).isEqualTo(OperationStatus.SUCCEEDED);
    }

    private String target(String query) {
        return server.database(TARGET).value(query);
    }

    /** Sessions of the operation under an epoch that make the slot at present. */
    int making(Operation operation, int epoch) {
        return Integer.parseInt(server.value(
                "select count(*) from pg_stat_activity where application_name = ? and state = 'active'"
                        + " and query like '%pg_create_logical_replication_slot%'",
                "pgrm:" + operation.id() + ":" + epoch));
    }

    /** So that only a copy of all rows mends it. */
    void damage() {
        server.database(TARGET).sql("delete from parcel", "insert into parcel values (-1)");
    }

    /** Both ends have the same rows, also what is written from now on. */
    void assertFlows() {
        server.sql("insert into parcel select max(id) + 1 from parcel");
        String rows = "select string_agg(id::text, ',' order by id) from parcel";
        await("rows")
                .atMost(Site.BOUND)
                .untilAsserted(() -> assertThat(target(rows)).isEqualTo(server.value(rows)));
        assertThat(server.value("select string_agg(slot_name, ',') from pg_replication_slots"))
                .isEqualTo(NAME);
        assertNoSessions();
    }

    void assertNothingLeft() {
        assertThat(target("select count(*) from pg_subscription")).isEqualTo("0");
        assertThat(server.query("select pubname from pg_publication")).isEmpty();
        assertThat(server.query("select slot_name from pg_replication_slots")).isEmpty();
        assertThat(server.query("select roname from pg_replication_origin")).isEmpty();
        assertNoSessions();
    }

    private void assertNoSessions() {
        await("sessions of operations end")
                .atMost(Site.BOUND)
                .untilAsserted(() -> assertThat(server.query("select application_name, state from pg_stat_activity"
                                + " where application_name like 'pgrm:%' or state like 'idle in%'"))
                        .isEmpty());
    }

    /** As it was before it was made; the rows on the source stay. */
    void unmake() {
        if (!target("select count(*) from pg_subscription").equals("0")) {
            server.database(TARGET).sql("drop subscription parcel");
        }
        server.database(TARGET).sql("truncate parcel");
        server.sql("drop publication if exists parcel");
    }

    @Override
    public void close() {
        unmake();
        server.sql("drop table parcel", "drop database " + TARGET + " with (force)");
    }
}
