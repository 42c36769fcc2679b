package dev.pgrm.monitor;

import static org.awaitility.Awaitility.await;

import dev.pgrm.application.database.Registry;
import dev.pgrm.application.event.RegistryEvents;
import dev.pgrm.application.settings.Settings;
import dev.pgrm.devkit.fault.FaultProxy;
import dev.pgrm.devkit.postgres.Database;
import dev.pgrm.devkit.process.Folders;
import dev.pgrm.devkit.redis.RedisServer;
import dev.pgrm.domain.database.Access;
import dev.pgrm.domain.database.CredentialReference;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.DeclaredRole;
import dev.pgrm.domain.database.Hosts;
import dev.pgrm.domain.database.Keeper;
import dev.pgrm.domain.database.Network;
import dev.pgrm.domain.database.Provider;
import dev.pgrm.domain.database.Tls;
import dev.pgrm.domain.database.TlsMode;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.monitor.boot.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An installation: a store and a Redis of its own, monitors, and ways to the watched server, each a server to be watched. */
final class Site implements AutoCloseable {
    static final Duration BOUND = Duration.ofSeconds(45);

    private final Database store = Premises.emptyStore();
    private final RedisServer redis = RedisServer.temporary();
    private final Path secrets;
    private final Sightings sightings;
    private final List<Monitor> monitors = new ArrayList<>();
    private final List<FaultProxy> ways = new ArrayList<>();

    private final Map<String, String> more;

    Site() throws IOException {
        this(Map.of());
    }

    /** @param more variables of the environment, beside the usual ones */
    Site(Map<String, String> more) throws IOException {
        this.more = more;
        secrets = Folders.temporary("secrets");
        Files.writeString(secrets.resolve("monitor"), Premises.monitoringSecret());
        sightings = Sightings.on(redis.uri());
    }

    Map<String, String> environment() {
        var environment = new HashMap<String, String>();
        environment.put("PGRM_STORE_URL", store.jdbcUrl());
        environment.put("PGRM_STORE_USER", store.server().superuser().user());
        environment.put("PGRM_STORE_PASSWORD", store.server().superuser().password());
        environment.put("PGRM_REDIS_URI", redis.uri());
        environment.put("PGRM_SECRETS_DIR", secrets.toString());
        environment.put("PGRM_SECRET_MONITOR", Premises.monitoringSecret());
        environment.put("PGRM_PORT", "0");
        environment.put("PGRM_POLL_INTERVAL", "500ms");
        environment.put("PGRM_METRICS_OPEN", "true");
        environment.putAll(more);
        return environment;
    }

    /** Writes it anew; monitors read it when they next need it. */
    void secret(String name, String json) throws IOException {
        Files.writeString(secrets.resolve(name), json);
    }

    RedisServer redis() {
        return redis;
    }

    Database store() {
        return store;
    }

    Sightings sightings() {
        return sightings;
    }

    /** In this JVM, ready to work. */
    Monitor monitor() throws Settings.Invalid {
        var monitor = new Monitor(Main.start(environment()));
        monitors.add(monitor);
        await().atMost(BOUND).until(() -> monitor.status("/health/readiness") == 200);
        return monitor;
    }

    /** A new way to the watched server; a server is an address, so each way counts as one. */
    FaultProxy way() {
        var way = FaultProxy.open()
                .towards(Premises.watched().host(), Premises.watched().port());
        ways.add(way);
        return way;
    }

    List<FaultProxy> ways() {
        return List.copyOf(ways);
    }

    void registerWays(int count) {
        for (int i = 0; i < count; i++) {
            register(way(), "file:monitor");
        }
    }

    dev.pgrm.domain.database.Database register(FaultProxy way, String credentials) {
        return register(spec(way, credentials));
    }

    /** At another address than that of a way, such as a gate's. */
    dev.pgrm.domain.database.Database register(Endpoint at, Tls tls, Access access) {
        return register(spec(at, tls, access));
    }

    /** Without protection, and by a name. */
    dev.pgrm.domain.database.Database register(String name, Endpoint at, String database, Access access) {
        return register(spec(name, at, database, Tls.of(TlsMode.DISABLE), access));
    }

    private dev.pgrm.domain.database.Database register(DatabaseSpec spec) {
        var added =
                registry().add(spec, Keeper.PEOPLE, "tester", Clock.systemUTC().instant());
        ring();
        return added;
    }

    dev.pgrm.domain.database.Database change(
            dev.pgrm.domain.database.Database database, FaultProxy way, String credentials) {
        var changed = registry()
                .change(
                        database.id(),
                        database.version(),
                        spec(way, credentials),
                        Keeper.PEOPLE,
                        "tester",
                        Clock.systemUTC().instant());
        ring();
        return changed;
    }

    private Registry registry() {
        return monitors.getFirst().bean(Registry.class);
    }

    private void ring() {
        monitors.getFirst().bean(RegistryEvents.class).registryChanged();
    }

    private static DatabaseSpec spec(FaultProxy way, String credentials) {
        return spec(
                new Endpoint(way.host(), way.port()),
                Tls.of(TlsMode.DISABLE),
                Access.by(CredentialReference.parse(credentials)));
    }

    private static DatabaseSpec spec(Endpoint at, Tls tls, Access access) {
        return spec("orders by " + at.port(), at, Premises.watched().database().name(), tls, access);
    }

    private static DatabaseSpec spec(String name, Endpoint at, String database, Tls tls, Access access) {
        return new DatabaseSpec(
                name,
                Hosts.only(at),
                database,
                null,
                Provider.SELF_HOSTED,
                DeclaredRole.PRIMARY,
                tls,
                access,
                Network.UNSAID,
                Map.of(),
                null);
    }

    @Override
    public void close() {
        monitors.forEach(Monitor::close);
        sightings.close();
        redis.close();
        ways.forEach(FaultProxy::close);
    }
}
