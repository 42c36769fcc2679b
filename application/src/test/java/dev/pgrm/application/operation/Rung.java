package dev.pgrm.application.operation;

import dev.pgrm.domain.operation.OperationId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A doorbell and a progress for tests of who is told what. */
public final class Rung implements Doorbell, Progress {
    public final List<Report> reports = new CopyOnWriteArrayList<>();
    private final List<Consumer<Report>> listeners = new ArrayList<>();
    private final AtomicInteger rings = new AtomicInteger();

    public int rings() {
        return rings.get();
    }

    @Override
    public void ring() {
        rings.incrementAndGet();
    }

    @Override
    public void onRing(Runnable listener) {
        throw new UnsupportedOperationException("nobody listens here");
    }

    @Override
    public void report(OperationId operation, String step, int percent, String detail) {
        var report = new Report(operation, step, percent, detail);
        reports.add(report);
        listeners.forEach(listener -> listener.accept(report));
    }

    @Override
    public void listen(Consumer<Report> listener, Runnable missed) {
        listeners.add(listener);
    }
}
