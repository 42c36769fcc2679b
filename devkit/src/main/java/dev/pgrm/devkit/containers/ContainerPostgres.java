package dev.pgrm.devkit.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import dev.pgrm.devkit.postgres.Controls;
import dev.pgrm.devkit.postgres.Credentials;
import dev.pgrm.devkit.postgres.Database;
import dev.pgrm.devkit.postgres.Endpoint;
import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.devkit.postgres.PostgresVersion;
import dev.pgrm.devkit.postgres.ServerLog;
import dev.pgrm.devkit.postgres.ServerSettings;
import dev.pgrm.devkit.postgres.ServerSpec;
import dev.pgrm.devkit.postgres.Shutdown;
import dev.pgrm.devkit.postgres.SqlFailed;
import dev.pgrm.devkit.process.Await;
import dev.pgrm.devkit.process.Ports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** A server in a container. Its host port is chosen here: Docker would choose another after every stop. */
final class ContainerPostgres implements PostgresServer {
    private static final int POSTGRES_PORT = 5432;
    private static final Duration BOUND = Duration.ofSeconds(90);

    private final ServerSpec spec;
    private final Credentials superuser;
    private final GenericContainer<?> container;
    private final int port = Ports.free();
    private boolean paused;

    private ContainerPostgres(ServerSpec spec, Credentials superuser, Network network) {
        this.spec = spec;
        this.superuser = superuser;
        this.container = new GenericContainer<>(DockerImageName.parse("postgres:" + spec.version()))
                .withNetwork(network)
                .withNetworkAliases(spec.name())
                .withExposedPorts(POSTGRES_PORT)
                .withAccessToHost(true)
                .withCommand(command(spec))
                .withCreateContainerCmdModifier(
                        command -> Objects.requireNonNullElseGet(command.getHostConfig(), HostConfig::newHostConfig)
                                .withPortBindings(new PortBinding(
                                        Binding.bindIpAndPort("127.0.0.1", port), new ExposedPort(POSTGRES_PORT))))
                .waitingFor(Wait.forSuccessfulCommand("pg_isready -h 127.0.0.1 -U postgres")
                        .withStartupTimeout(BOUND));
    }

    static PostgresServer started(
            ServerSpec spec, Credentials superuser, Network network, Consumer<GenericContainer<?>> configuration) {
        var server = new ContainerPostgres(spec, superuser, network);
        configuration.accept(server.container);
        server.container.start();
        server.awaitAnswer();
        return server;
    }

    private static String[] command(ServerSpec spec) {
        List<String> command = new ArrayList<>(List.of("postgres"));
        ServerSettings.of(spec).forEach((setting, value) -> command.addAll(List.of("-c", setting + "=" + value)));
        return command.toArray(String[]::new);
    }

    private void awaitAnswer() {
        Await.until(() -> name() + " to answer", BOUND, () -> {
            try {
                return !value("select 1").isEmpty();
            } catch (SqlFailed e) {
                return false;
            }
        });
    }

    private DockerClient docker() {
        return container.getDockerClient();
    }

    @Override
    public String name() {
        return spec.name();
    }

    @Override
    public PostgresVersion version() {
        return spec.version();
    }

    @Override
    public Endpoint endpoint() {
        return new Endpoint(container.getHost(), port);
    }

    @Override
    public Endpoint peerEndpoint() {
        return new Endpoint(spec.name(), POSTGRES_PORT);
    }

    @Override
    public Credentials superuser() {
        return superuser;
    }

    @Override
    public Database database() {
        return database(spec.database());
    }

    @Override
    public ServerLog log() {
        return new ServerLog(() -> container.getLogs().lines().toList());
    }

    @Override
    public boolean running() {
        var state =
                docker().inspectContainerCmd(container.getContainerId()).exec().getState();
        return Boolean.TRUE.equals(state.getRunning());
    }

    @Override
    public synchronized void start() {
        if (!running()) {
            docker().startContainerCmd(container.getContainerId()).exec();
            awaitAnswer();
        }
    }

    @Override
    public synchronized void stop(Shutdown how) {
        thaw();
        if (running()) {
            signal(how == Shutdown.FAST ? "SIGINT" : "SIGQUIT");
        }
    }

    @Override
    public synchronized void kill() {
        thaw();
        if (running()) {
            signal("SIGKILL");
        }
    }

    private void signal(String signal) {
        docker().killContainerCmd(container.getContainerId()).withSignal(signal).exec();
        Await.until(() -> name() + " to stop", BOUND, () -> !running());
    }

    @Override
    public synchronized void freeze() {
        if (!paused) {
            docker().pauseContainerCmd(container.getContainerId()).exec();
            paused = true;
        }
    }

    @Override
    public synchronized void thaw() {
        if (paused) {
            docker().unpauseContainerCmd(container.getContainerId()).exec();
            paused = false;
        }
    }

    @Override
    public Controls controls() {
        var id = container.getContainerId();
        return new Controls("docker stop " + id, "docker start " + id);
    }

    @Override
    public void close() {
        thaw();
        container.stop();
    }

    @Override
    public String toString() {
        return name() + " (PostgreSQL " + version() + " in a container on " + endpoint() + ")";
    }
}
