package dev.pgrm.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.application.operation.Claims;
import dev.pgrm.application.operation.ForwardingJournal;
import dev.pgrm.application.operation.Journal;
import dev.pgrm.application.operation.Performing;
import dev.pgrm.application.operation.Procedures;
import dev.pgrm.application.operation.Progress;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.devkit.process.Signals;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationId;
import dev.pgrm.domain.operation.Step.StepStatus;
import dev.pgrm.domain.stream.StreamWork;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.ObjIntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Monitors that die or stall in the middle of a step: real processes, and a stream within one server. */
@Tag("servers")
@SuppressWarnings("NullAway.Init") // by BeforeEach
class OperationsTest {
    @TempDir
    Path folder;

    private final PostgresServer server = Premises.watched();
    private final List<Process> processes = new ArrayList<>();
    private Site site;
    private Monitor desk;
    private ParcelStream stream;

    @BeforeEach
    void open() throws Exception {
        site = new Site(ParcelStream.environment());
        desk = site.monitor();
        // It lends its journal, and leaves the work to the others.
        desk.bean(Performing.class).close();
        stream = new ParcelStream(site, desk);
    }

    @AfterEach
    void close() {
        processes.forEach(process -> Signals.send("CONT", Set.of(process.pid())));
        processes.forEach(Process::destroyForcibly);
        stream.close();
        site.close();
    }

    private Process monitor() throws Exception {
        Process process = OtherMonitor.start(site.environment(), folder.resolve("log" + processes.size()));
        processes.add(process);
        return process;
    }

    private void awaitSlotWaits(Operation operation, int epoch) {
        await("the slot waits under epoch " + epoch).atMost(Site.BOUND).untilAsserted(() -> {
            Operation now = stream.read(operation);
            assertThat(now.steps().get(2).status()).as("%s", now).isEqualTo(StepStatus.RUNNING);
            assertThat(stream.making(operation, epoch)).as("%s", now).isOne();
        });
    }

    @Test
    void a_killed_monitor_is_replaced_in_the_middle_of_a_step() throws Exception {
        Operation operation = stream.open(stream.create());
        try (Connection busy = server.database().connect()) {
            busy.setAutoCommit(false);
            busy.createStatement().execute("select pg_current_xact_id()");
            Process first = monitor();
            awaitSlotWaits(operation, 1);
            monitor();

            first.destroyForcibly().waitFor();

            awaitSlotWaits(operation, 2);
            assertThat(stream.making(operation, 1)).isZero();
            busy.rollback();
        }
        stream.awaitSucceeded(operation);
        stream.assertFlows();
    }

    @Test
    void a_stalled_monitor_does_nothing_more_when_it_wakes() throws Exception {
        Operation operation = stream.open(stream.create());
        Process first;
        try (Connection busy = server.database().connect()) {
            busy.setAutoCommit(false);
            busy.createStatement().execute("select pg_current_xact_id()");
            first = monitor();
            awaitSlotWaits(operation, 1);
            monitor();

            Signals.send("STOP", Set.of(first.pid()));

            awaitSlotWaits(operation, 2);
            assertThat(stream.making(operation, 1)).isZero();
            busy.rollback();
        }
        stream.awaitSucceeded(operation);
        stream.assertFlows();
        Operation end = stream.read(operation);

        Signals.send("CONT", Set.of(first.pid()));

        await().atMost(Site.BOUND)
                .until(() -> OtherMonitor.said(folder.resolve("log0")).contains("was taken over"));
        assertThat(stream.read(operation)).isEqualTo(end);
        assertThat(server.value("select count(*) from pg_stat_activity where application_name like 'pgrm:%:1'"))
                .isEqualTo("0");
    }

    @Test
    void a_store_that_restarts_at_a_step_is_waited_for() {
        throughItsLife((work, write) -> performed(work, write, () -> {
            Premises.store().stop();
            Thread.ofVirtual().start(() -> Premises.store().start());
        }));
    }

    @Test
    void an_operation_goes_on_while_redis_is_away() {
        throughItsLife((work, write) -> {
            performed(work, write, () -> site.redis().kill());
            site.redis().start();
        });
    }

    /** Makes a stream, resyncs its table and removes it, so that each third write to the journal is disturbed. */
    private void throughItsLife(ObjIntConsumer<StreamWork> disturbed) {
        for (int write = 1; write <= ParcelStream.WRITES_TO_REMOVE; write += 3) {
            disturbed.accept(stream.create(), Math.min(write, ParcelStream.WRITES_TO_CREATE));
            stream.assertFlows();
            stream.damage();
            disturbed.accept(stream.resync(), Math.min(write, ParcelStream.WRITES_TO_RESYNC));
            stream.assertFlows();
            disturbed.accept(stream.remove(), write);
            stream.assertNothingLeft();
            stream.unmake();
        }
    }

    /** By a worker of this program, to which something happens right before a write to its journal. */
    private void performed(StreamWork work, int write, Runnable happening) {
        Operation operation = stream.open(work);
        var writes = new AtomicInteger();
        var journal = new ForwardingJournal(desk.bean(Journal.class)) {
            @Override
            protected boolean writing(OperationId id, BooleanSupplier writing) {
                if (writes.incrementAndGet() == write) {
                    happening.run();
                }
                return super.writing(id, writing);
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
            stream.awaitSucceeded(operation);
        }
        assertThat(writes.get()).isGreaterThanOrEqualTo(write);
    }
}
