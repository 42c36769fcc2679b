package dev.pgrm.application.event;

/** Tells all processes that the registry changed. Losing one delays them until they next look by themselves. */
public interface RegistryEvents {
    void registryChanged();

    /** Runs the listener after every change, made here or elsewhere. */
    void onRegistryChanged(Runnable listener);
}
