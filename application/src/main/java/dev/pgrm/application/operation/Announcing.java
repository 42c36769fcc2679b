package dev.pgrm.application.operation;

import dev.pgrm.domain.Words;
import dev.pgrm.domain.operation.Operation;

/** Tells workers and whoever watches that somebody asked for something. The store has it already, so nothing depends on it. */
public final class Announcing {
    private final Doorbell doorbell;
    private final Progress progress;

    public Announcing(Doorbell doorbell, Progress progress) {
        this.doorbell = doorbell;
        this.progress = progress;
    }

    public void waits(Operation operation) {
        doorbell.ring();
        progress.report(operation.id(), "", operation.percent(), Words.of(operation.status()));
    }
}
