package dev.pgrm.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.application.StoreUnavailable;
import dev.pgrm.application.operation.Claims;
import dev.pgrm.application.operation.ForwardingJournal;
import dev.pgrm.application.operation.Journal;
import dev.pgrm.application.operation.Performing;
import dev.pgrm.application.operation.Procedures;
import dev.pgrm.application.operation.Progress;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.devkit.postgres.Credentials;
import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.devkit.process.Signals;
import dev.pgrm.domain.database.Access;
import dev.pgrm.domain.database.CredentialReference;
import dev.pgrm.domain.operation.Epoch;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationId;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.operation.Step;
import dev.pgrm.domain.operation.Step.StepStatus;
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
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Monitors that die or stall in the middle of a step: real processes, and a stream within one server. */
@Tag("servers")
@SuppressWarnings("NullAway.Init") // by BeforeEach
class OperationsTest {
    private static final String TARGET = "target_of_operations";

    @TempDir
    Path folder;

    private final PostgresServer server = Premises.watched();
    private final List<Process> processes = new ArrayList<>();
    private Site site;
    private Monitor desk;
    private End source;
    private End target;

    @BeforeEach
    void open() throws Exception {
        Credentials owner = server.superuser();
        site = new Site(Map.of(
                "PGRM_SECRET_OWNER",
                "{\"username\": \"" + owner.user() + "\", \"password\": \"" + owner.password() + "\"}"));
        desk = site.monitor();
        // It lends its journal, and leaves the work to the others.
        desk.bean(Performing.class).close();
        server.sql(
                "create database " + TARGET,
                "create table parcel (id int primary key)",
                "insert into parcel values (1)");
        server.database(TARGET).sql("create table parcel (id int primary key)");
        source = end("source", server.database().name());
        target = end("target", TARGET);
    }

    private End end(String name, String database) {
        var at = new Endpoint(server.host(), server.port());
        var access = Access.by(CredentialReference.parse("env:OWNER"));
        return new End(site.register(name, at, database, access).id(), name);
    }

    @AfterEach
    void close() {
        processes.forEach(process -> Signals.send("CONT", Set.of(process.pid())));
        processes.forEach(Process::destroyForcibly);
        if (!server.database(TARGET)
                .value("select count(*) from pg_subscription")
                .equals("0")) {
            server.database(TARGET).sql("drop subscription parcel");
        }
        server.sql(
                "drop publication if exists parcel", "drop table parcel", "drop database " + TARGET + " with (force)");
        site.close();
    }

    private Process monitor() throws Exception {
        Process process = OtherMonitor.start(site.environment(), folder.resolve("log" + processes.size()));
        processes.add(process);
        return process;
    }

    private Operation opened() {
        var at = new Endpoint(server.host(), server.port());
        var work = new CreateStream(
                source,
                target,
                new Conninfo(at, server.database().name(), "disable", null, null),
                new PublicationSpec(
                        new PublicationName("parcel"),
                        false,
                        List.of(),
                        List.of(new PublicationSpec.Table(new TableName("public", "parcel"), List.of(), null)),
                        Set.of(),
                        false),
                new SubscriptionSpec(
                        new SubscriptionName("parcel"), new SlotName("parcel"), true, true, Options.UNSAID));
        Operation operation = Operation.of(
                new OperationId(UUID.randomUUID()),
                work,
                "ada",
                Clock.systemUTC().instant());
        desk.bean(Journal.class).open(operation);
        return operation;
    }

    private Operation read(Operation operation) {
        return Objects.requireNonNull(desk.bean(Journal.class).read(operation.id()));
    }

    private void awaitSlotWaits(Operation operation, int epoch) {
        await("the slot waits under epoch " + epoch).atMost(Site.BOUND).untilAsserted(() -> {
            Operation now = read(operation);
            assertThat(now.steps().get(2).status()).as("%s", now).isEqualTo(StepStatus.RUNNING);
            assertThat(sessions(operation, epoch)).as("%s", now).isEqualTo("1");
        });
    }

    private String sessions(Operation operation, int epoch) {
        return server.value(
                "select count(*) from pg_stat_activity where application_name = ? and state = 'active'"
                        + " and query like '%pg_create_logical_replication_slot%'",
                "pgrm:" + operation.id() + ":" + epoch);
    }

    private void awaitMade(Operation operation) {
        await().atMost(Site.BOUND).until(() -> read(operation).status().over());
        assertThat(read(operation).status()).as("%s", read(operation)).isEqualTo(OperationStatus.SUCCEEDED);
        await().atMost(Site.BOUND)
                .until(() -> server.database(TARGET)
                        .value("select count(*) from parcel")
                        .equals("1"));
        assertThat(server.value("select count(*) from pg_replication_slots where slot_name = 'parcel'"))
                .isEqualTo("1");
    }

    @Test
    void a_killed_monitor_is_replaced_in_the_middle_of_a_step() throws Exception {
        Operation operation = opened();
        try (Connection busy = server.database().connect()) {
            busy.setAutoCommit(false);
            busy.createStatement().execute("select pg_current_xact_id()");
            Process first = monitor();
            awaitSlotWaits(operation, 1);
            monitor();

            first.destroyForcibly().waitFor();

            awaitSlotWaits(operation, 2);
            assertThat(sessions(operation, 1)).isEqualTo("0");
            busy.rollback();
        }
        awaitMade(operation);
    }

    @Test
    void a_stalled_monitor_does_nothing_more_when_it_wakes() throws Exception {
        Operation operation = opened();
        Process first;
        try (Connection busy = server.database().connect()) {
            busy.setAutoCommit(false);
            busy.createStatement().execute("select pg_current_xact_id()");
            first = monitor();
            awaitSlotWaits(operation, 1);
            monitor();

            Signals.send("STOP", Set.of(first.pid()));

            awaitSlotWaits(operation, 2);
            assertThat(sessions(operation, 1)).isEqualTo("0");
            busy.rollback();
        }
        awaitMade(operation);
        Operation end = read(operation);

        Signals.send("CONT", Set.of(first.pid()));

        await().atMost(Site.BOUND)
                .until(() -> OtherMonitor.said(folder.resolve("log0")).contains("was taken over"));
        assertThat(read(operation)).isEqualTo(end);
        assertThat(server.value("select count(*) from pg_stat_activity where application_name like 'pgrm:%:1'"))
                .isEqualTo("0");
    }

    /** So many writes to the journal an undisturbed operation makes. */
    private static final int WRITES = 12;

    @Test
    void a_store_that_restarts_at_a_step_is_waited_for() {
        for (int write = 1; write <= WRITES; write += 3) {
            Operation operation = opened();

            performed(operation, write, () -> {
                Premises.store().stop();
                Thread.ofVirtual().start(() -> Premises.store().start());
            });

            awaitMade(operation);
            unmake();
        }
    }

    @Test
    void an_operation_goes_on_while_redis_is_away() {
        for (int write = 1; write <= WRITES; write += 4) {
            Operation operation = opened();

            performed(operation, write, () -> site.redis().kill());

            awaitMade(operation);
            site.redis().start();
            unmake();
        }
    }

    /** By a worker of this program, to which something happens right before a write to its journal. */
    private void performed(Operation operation, int write, Runnable happening) {
        var writes = new AtomicInteger();
        var journal = new ForwardingJournal(desk.bean(Journal.class)) {
            @Override
            public void write(OperationId id, Epoch epoch, int stepIndex, Step step) {
                if (writes.incrementAndGet() == write) {
                    happening.run();
                }
                super.write(id, epoch, stepIndex, step);
            }
        };
        try (var worker = new Performing(
                new WorkerId(UUID.randomUUID()),
                journal,
                desk.bean(Claims.class),
                desk.bean(Procedures.class),
                desk.bean(Progress.class),
                Clock.systemUTC(),
                Performing.Pace.USUAL)) {
            worker.takeTurn();
            await().atMost(Site.BOUND)
                    .ignoreException(StoreUnavailable.class)
                    .until(() -> read(operation).status().over());
        }
        assertThat(writes.get()).isGreaterThanOrEqualTo(write);
    }

    private void unmake() {
        server.database(TARGET).sql("drop subscription parcel", "truncate parcel");
        server.sql("drop publication parcel");
    }
}
