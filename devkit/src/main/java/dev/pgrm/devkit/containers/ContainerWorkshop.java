package dev.pgrm.devkit.containers;

import dev.pgrm.devkit.postgres.ConnectionString;
import dev.pgrm.devkit.postgres.Credentials;
import dev.pgrm.devkit.postgres.Endpoint;
import dev.pgrm.devkit.postgres.Identifiers;
import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.devkit.postgres.ServerSpec;
import dev.pgrm.devkit.postgres.ServerWorkshop;
import dev.pgrm.devkit.process.Secrets;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.Testcontainers;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.images.builder.Transferable;

/** Servers as containers of the official images on one network, where each is known by its name. */
public final class ContainerWorkshop implements ServerWorkshop {
    private static final String SUPERUSER = "postgres";
    private static final String PASSWORD_FILE = "/etc/pgrm-superuser";
    private static final String UPSTREAM_FILE = "/etc/pgrm-upstream";
    private static final int READABLE = 0444;

    /** The image lets nobody but itself replicate. */
    private static final String ALLOW_REPLICATION = """
            echo 'host replication all all scram-sha-256' >> "$PGDATA/pg_hba.conf"
            """;

    /** The connection string comes in a file: a command line is seen by everyone who may list processes. */
    private static final String COPY_AND_FOLLOW = """
            if [ ! -s "$PGDATA/PG_VERSION" ]; then
              mkdir -p "$PGDATA" && chmod 0700 "$PGDATA"
              PGPASSFILE=$(mktemp) && export PGPASSFILE
              sed -n 2p %1$s > "$PGPASSFILE" && chmod 0600 "$PGPASSFILE"
              pg_basebackup -d "$(sed -n 1p %1$s)" -D "$PGDATA" -X stream -c fast -w
              rm "$PGPASSFILE"
              sed -n 3,4p %1$s >> "$PGDATA/postgresql.auto.conf"
              touch "$PGDATA/standby.signal"
            fi
            exec "$@"
            """.replace("%1$s", UPSTREAM_FILE);

    private final Network network = Network.newNetwork();

    public static boolean available() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @Override
    public PostgresServer primary(ServerSpec spec) {
        var superuser = new Credentials(SUPERUSER, Secrets.generate());
        return ContainerPostgres.started(
                spec, superuser, network, container -> configurePrimary(container, spec, superuser));
    }

    private static void configurePrimary(GenericContainer<?> container, ServerSpec spec, Credentials superuser) {
        container
                .withEnv("POSTGRES_PASSWORD_FILE", PASSWORD_FILE)
                .withEnv("POSTGRES_DB", spec.database())
                .withCopyToContainer(Transferable.of(superuser.password(), READABLE), PASSWORD_FILE)
                .withCopyToContainer(
                        Transferable.of(ALLOW_REPLICATION, READABLE), "/docker-entrypoint-initdb.d/replication.sh");
    }

    @Override
    public PostgresServer standby(ServerSpec spec, PostgresServer upstream, Endpoint via, Credentials replicator) {
        var slot = ServerWorkshop.slotOf(spec.name());
        upstream.value("select pg_create_physical_replication_slot(?, true)", slot);
        var following = upstreamFile(via, replicator, slot);
        return ContainerPostgres.started(
                spec,
                upstream.superuser(),
                network,
                container -> container
                        .withCopyToContainer(Transferable.of(following, READABLE), UPSTREAM_FILE)
                        .withCreateContainerCmdModifier(command ->
                                command.withUser("postgres").withEntrypoint("bash", "-euc", COPY_AND_FOLLOW, "bash")));
    }

    /** Line 1 for pg_basebackup, line 2 its password file, lines 3 and 4 the standby's settings. */
    private static String upstreamFile(Endpoint via, Credentials replicator, String slot) {
        return String.join(
                "\n",
                "host=" + via.host() + " port=" + via.port() + " user=" + replicator.user(),
                "*:*:*:" + replicator.user() + ":" + replicator.password(),
                "primary_conninfo = " + Identifiers.literal(ConnectionString.to(via, replicator)),
                "primary_slot_name = " + Identifiers.literal(slot),
                "");
    }

    @Override
    public Endpoint reach(int portOfThisJvm) {
        Testcontainers.exposeHostPorts(portOfThisJvm);
        return new Endpoint(GenericContainer.INTERNAL_HOST_HOSTNAME, portOfThisJvm);
    }

    @Override
    public void close() {
        network.close();
    }
}
