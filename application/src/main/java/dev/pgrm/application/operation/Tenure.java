package dev.pgrm.application.operation;

import dev.pgrm.application.Recurrence;
import dev.pgrm.application.StoreUnavailable;
import dev.pgrm.application.operation.Claims.Pulse;
import dev.pgrm.application.operation.Journal.Superseded;
import dev.pgrm.application.operation.Performing.Pace;
import dev.pgrm.application.operation.Procedures.Procedure;
import dev.pgrm.domain.operation.Epoch;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationId;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One claim on an operation, for as long as it holds: tells the store that we live, and hears whether to go on. */
final class Tenure implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Tenure.class);

    private final OperationId id;
    private final Epoch epoch;
    private final Claims claims;
    private final Recurrence beats;
    private final Semaphore news = new Semaphore(0);
    private volatile @Nullable Procedure procedure;
    private volatile BooleanSupplier mayBeStopped = () -> true;
    private volatile boolean cancelled;
    private volatile boolean over;

    Tenure(OperationId id, Epoch epoch, Claims claims, Pace pace) {
        this.id = id;
        this.epoch = epoch;
        this.claims = claims;
        this.beats = Recurrence.start("beats of operation " + id, pace.beat(), this::beat);
    }

    Epoch epoch() {
        return epoch;
    }

    private void beat() {
        hear(claims.beat(id, epoch));
    }

    private void hear(Pulse pulse) {
        switch (pulse) {
            case OURS -> {}
            case CANCELLED -> {
                cancelled = true;
                // With each beat anew: what was sent since the last one is not waited for either.
                if (mayBeStopped.getAsBoolean()) {
                    interrupt();
                }
            }
            case SUPERSEDED -> {
                over = true;
                interrupt();
            }
        }
    }

    private void interrupt() {
        news.release();
        Procedure running = procedure;
        if (running != null) {
            running.interrupt();
        }
    }

    /** What the journal says of it as the work begins. */
    void begins(Operation operation) {
        if (operation.cancelled()) {
            cancelled = true;
        }
    }

    /** @param stoppable whether there is anything that a wish to stop would stop */
    void interrupts(Procedure running, BooleanSupplier stoppable) {
        mayBeStopped = stoppable;
        procedure = running;
    }

    boolean cancelled() {
        return cancelled;
    }

    boolean over() {
        return over;
    }

    /** By the store, since what we last heard may be old. */
    void stillOurs() {
        if (!over) {
            beat();
        }
        if (over) {
            throw new Superseded(id, epoch);
        }
    }

    /** @return whether to go on */
    boolean pause(Duration most) {
        try {
            if (news.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS)) {
                news.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            over = true;
        }
        return !over;
    }

    /** This program ends: another takes it over at once. */
    void leave() {
        over = true;
        interrupt();
        try {
            claims.release(id, epoch);
        } catch (StoreUnavailable e) {
            log.debug("Operation {} is taken over when its worker was silent for long enough: {}", id, e.getMessage());
        }
        close();
    }

    @Override
    public void close() {
        beats.close();
    }
}
