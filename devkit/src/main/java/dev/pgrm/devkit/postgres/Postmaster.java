package dev.pgrm.devkit.postgres;

import dev.pgrm.devkit.process.Await;
import dev.pgrm.devkit.process.Signals;
import dev.pgrm.devkit.process.Watchdog;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whichever processes run on one data directory: stopped, killed, frozen, thawed. Not safe for several threads. */
final class Postmaster {
    static final Duration TO_STOP = Duration.ofSeconds(20);

    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);

    private final DataDirectory data;

    /** The postmaster itself first. */
    private List<Long> frozen = List.of();

    Postmaster(DataDirectory data) {
        this.data = data;
    }

    boolean running() {
        return data.postmaster().isPresent();
    }

    void stop(Shutdown how) {
        thaw();
        data.postmaster().ifPresent(process -> stop(process, how));
    }

    private void stop(ProcessHandle process, Shutdown how) {
        Signals.send(how.signal(), List.of(process.pid()));
        if (!gone(process)) {
            LOG.warn("{} did not stop within {} s; it is stopped at once", data.path(), TO_STOP.toSeconds());
            Signals.send(Shutdown.IMMEDIATE.signal(), List.of(process.pid()));
            if (!gone(process)) {
                kill();
            }
        }
        Watchdog.ofThisJvm().forget(process.pid());
    }

    private boolean gone(ProcessHandle process) {
        return Await.happens(TO_STOP, () -> !process.isAlive() || !running());
    }

    void kill() {
        data.postmaster().ifPresent(process -> {
            Signals.send("STOP", List.of(process.pid()));
            var all = family(process);
            Signals.send("KILL", all.stream().map(ProcessHandle::pid).toList());
            Await.until(
                    () -> data.path() + " to be dead",
                    TO_STOP,
                    () -> all.stream().noneMatch(ProcessHandle::isAlive));
            Watchdog.ofThisJvm().forget(process.pid());
            forgetFrozen();
        });
    }

    void freeze() {
        if (frozen.isEmpty()) {
            data.postmaster().ifPresent(this::freeze);
        }
    }

    /** The postmaster first: stopped, it starts no further processes while the others are counted. */
    private void freeze(ProcessHandle process) {
        Signals.send("STOP", List.of(process.pid()));
        frozen = family(process).stream().map(ProcessHandle::pid).toList();
        frozen.stream().skip(1).forEach(child -> Watchdog.ofThisJvm().guard(child, "KILL"));
        Signals.send("STOP", frozen);
    }

    void thaw() {
        Signals.send("CONT", frozen);
        forgetFrozen();
    }

    private void forgetFrozen() {
        frozen.stream().skip(1).forEach(Watchdog.ofThisJvm()::forget);
        frozen = List.of();
    }

    private static List<ProcessHandle> family(ProcessHandle postmaster) {
        return Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    }
}
