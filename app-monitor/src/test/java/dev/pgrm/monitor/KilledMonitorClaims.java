package dev.pgrm.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.application.operation.Performing;
import dev.pgrm.devkit.postgres.Database;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.stream.StreamWork;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Monitors in processes of their own that are killed as they write to the journal: before a step, when nothing of it was done, and at its
 * end, when all of it was. What they were writing lands, or does not.
 */
@SuppressWarnings("NullAway.Init") // by BeforeEach
abstract class KilledMonitorClaims {
    private static final int GATE = 4711;

    @TempDir
    Path folder;

    private final List<Process> processes = new ArrayList<>();
    private Site site;
    private ParcelStream stream;
    private Database store;

    /** At which writes, of so many. */
    abstract IntStream kills(int last);

    /** Whether what was being written lands nevertheless. */
    abstract List<Boolean> landings();

    @BeforeEach
    void open() throws Exception {
        site = new Site(ParcelStream.environment());
        Monitor desk = site.monitor();
        // It lends its journal, and leaves the work to the others.
        desk.bean(Performing.class).close();
        stream = new ParcelStream(site, desk);
        store = site.store();
        store.sql(
                "create table gate (write bigint)",
                "insert into gate values (0)",
                "create sequence writes",
                "create function gate() returns trigger language plpgsql as $$ begin"
                        + " if nextval('writes') = (select write from gate) then perform pg_advisory_xact_lock(" + GATE
                        + "); end if; return new; end $$",
                "create trigger gate before update on operation_step for each row execute function gate()");
    }

    @AfterEach
    void close() {
        processes.forEach(Process::destroyForcibly);
        stream.close();
        site.close();
    }

    private Process monitor() throws Exception {
        Process process = OtherMonitor.start(site.environment(), folder.resolve("log" + processes.size()));
        processes.add(process);
        return process;
    }

    @Test
    void whenever_one_is_killed_another_completes_what_it_did() throws Exception {
        Process working = monitor();
        for (boolean lands : landings()) {
            for (int write : kills(ParcelStream.WRITES_TO_CREATE).toArray()) {
                working = killed(working, stream.create(), write, lands);
                stream.assertFlows();
                stream.unmake();
            }
            stream.awaitSucceeded(stream.open(stream.create()));
            for (int write : kills(ParcelStream.WRITES_TO_RESYNC).toArray()) {
                stream.damage();
                working = killed(working, stream.resync(), write, lands);
                stream.assertFlows();
            }
            for (int write : kills(ParcelStream.WRITES_TO_REMOVE).toArray()) {
                working = killed(working, stream.remove(), write, lands);
                stream.assertNothingLeft();
                stream.unmake();
                stream.awaitSucceeded(stream.open(stream.create()));
            }
            stream.unmake();
        }
    }

    /** @return who completed it */
    private Process killed(Process first, StreamWork work, int write, boolean lands) throws Exception {
        store.sql("alter sequence writes restart", "update gate set write = " + write);
        Process second;
        Operation operation;
        try (Connection gate = store.connect()) {
            gate.createStatement().execute("select pg_advisory_lock(" + GATE + ")");
            operation = stream.open(work);
            await("write " + write + " of " + operation)
                    .atMost(Site.BOUND)
                    .untilAsserted(() -> assertThat(store.query(WAITING)).hasSize(1));
            second = monitor();

            first.destroyForcibly().waitFor();

            if (!lands) {
                store.sql("select pg_terminate_backend(pid) from (" + WAITING + ") as waiting");
            }
        }
        stream.awaitSucceeded(operation);
        assertThat(stream.read(operation).epoch().value()).as("taken over").isEqualTo(2);
        return second;
    }

    private static final String WAITING =
            "select pid from pg_locks where locktype = 'advisory' and objid = " + GATE + " and not granted";
}
