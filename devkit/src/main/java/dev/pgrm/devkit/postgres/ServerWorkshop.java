package dev.pgrm.devkit.postgres;

/** Makes the servers of a fleet, one way or another; they find each other by their {@link PostgresServer#peerEndpoint()}. */
public interface ServerWorkshop extends AutoCloseable {
    PostgresServer primary(ServerSpec spec);

    /** A physical standby that follows {@code upstream} through {@code via}, by the slot {@link #slotOf}. */
    PostgresServer standby(ServerSpec spec, PostgresServer upstream, Endpoint via, Credentials replicator);

    /** How the servers reach a port on which this JVM listens. */
    Endpoint reach(int portOfThisJvm);

    /** What belongs to no single server. */
    @Override
    void close();

    static String slotOf(String standby) {
        return standby.replace('-', '_');
    }
}
