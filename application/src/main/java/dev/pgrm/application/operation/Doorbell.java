package dev.pgrm.application.operation;

/** Tells workers that an operation waits. Losing a ring delays it until they next look by themselves. */
public interface Doorbell {
    void ring();

    /** Runs the listener after every ring, here or elsewhere. */
    void onRing(Runnable listener);
}
