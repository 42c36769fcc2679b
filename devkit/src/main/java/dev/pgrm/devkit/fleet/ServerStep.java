package dev.pgrm.devkit.fleet;

import dev.pgrm.devkit.postgres.PostgresVersion;
import dev.pgrm.devkit.postgres.ServerTls;
import java.util.List;

/** What can be said of any writable server. */
public abstract sealed class ServerStep<S extends ServerStep<S>> extends FleetBuilder
        permits PrimaryStep, LogicalReplicaStep {
    final ServerPlan server;

    ServerStep(FleetPlan plan, String name, PostgresVersion version) {
        super(plan);
        server = new ServerPlan(name, version);
        plan.add(server);
    }

    abstract S self();

    /** What follows is said of this database; the first one named is the server's default. Without a word it is {@code app}. */
    public S database(String name) {
        server.openDatabase(name);
        return self();
    }

    /** Runs once, after the database's tables stand. */
    public S sql(String... statements) {
        server.current().statements.addAll(List.of(statements));
        return self();
    }

    /** Speaks TLS as well, with the certificate {@link ServerTls#certificateOf}. */
    public S tls() {
        server.tls = true;
        return self();
    }

    public S setting(String name, String value) {
        server.settings.put(name, value);
        return self();
    }
}
