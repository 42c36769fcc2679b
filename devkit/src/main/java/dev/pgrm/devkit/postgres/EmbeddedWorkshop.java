package dev.pgrm.devkit.postgres;

import dev.pgrm.devkit.process.Folders;
import dev.pgrm.devkit.process.Secrets;
import dev.pgrm.devkit.process.ServerAccount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** Servers as processes of this machine. */
public final class EmbeddedWorkshop implements ServerWorkshop {
    /** A fleet of a hundred would otherwise start so slowly that each of its servers seemed to hang. */
    private static final Semaphore AT_ONCE =
            new Semaphore(2 * Runtime.getRuntime().availableProcessors());

    @Override
    public PostgresServer primary(ServerSpec spec) {
        return make(
                spec,
                new Credentials(EmbeddedPostgresBuilder.SUPERUSER, Secrets.generate()),
                Map.of(),
                server -> InitDb.run(spec, server.folder(), server.superuser()));
    }

    @Override
    public PostgresServer standby(ServerSpec spec, PostgresServer upstream, Endpoint via, Credentials replicator) {
        if (!(upstream instanceof EmbeddedPostgres source)) {
            throw new IllegalArgumentException("An embedded standby follows an embedded server, unlike " + upstream);
        }
        var slot = ServerWorkshop.slotOf(spec.name());
        upstream.value("select pg_create_physical_replication_slot(?, true)", slot);
        Map<String, String> following = new LinkedHashMap<>();
        following.put("primary_conninfo", ConnectionString.to(via, replicator));
        following.put("primary_slot_name", slot);
        return make(spec, upstream.superuser(), following, server -> {
            var data = server.folder().data().path();
            StandbyCopy.make(source, data);
            ServerAccount.give(data);
        });
    }

    private interface Origin {
        void make(EmbeddedPostgres server) throws IOException;
    }

    private static PostgresServer make(
            ServerSpec spec, Credentials superuser, Map<String, String> following, Origin origin) {
        AT_ONCE.acquireUninterruptibly();
        try {
            var folder = new ServerFolder(Folders.temporary(spec.name()));
            var server = new EmbeddedPostgres(spec, folder, Lifetime.TEMPORARY, superuser, following);
            return server.startedFrom(() -> origin.make(server), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL " + spec.name() + " could not be set up", e);
        } finally {
            AT_ONCE.release();
        }
    }

    @Override
    public Endpoint reach(int portOfThisJvm) {
        return Endpoint.loopback(portOfThisJvm);
    }

    @Override
    public void close() {}
}
