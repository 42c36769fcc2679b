package dev.pgrm.fleet.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.pgrm.application.credential.ClientCertificate;
import dev.pgrm.application.credential.Credential;
import dev.pgrm.devkit.fault.FaultProxy;
import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.devkit.postgres.ServerTls;
import dev.pgrm.devkit.postgres.SignInRules;
import dev.pgrm.devkit.postgres.TestAuthority;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.TlsMode;
import dev.pgrm.domain.postgres.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each trouble is provoked for real, and told with its remedy. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInErrorsTest {
    private static final String SECRET = "s3cret-" + System.nanoTime();

    private final FaultProxy silent = FaultProxy.open();
    private final TestAuthority authority = TestAuthority.named("Our authority");
    private PostgresServer server;
    private PostgresServer full;
    private ServerSocket other;
    private Connection occupied;

    @BeforeAll
    void start() throws Exception {
        server = PostgresServer.builder("orders").start();
        ServerTls.show(server, authority.server("localhost", "127.0.0.1"));
        server.sql(
                role("monitor", "login"),
                role("locked", "nologin"),
                role("limited", "login connection limit 0"),
                role("rejected", "login"),
                role("tokens", "login"),
                "create database closed allow_connections false",
                "create database crowded connection limit 0",
                "create database private",
                "revoke connect on database private from public");
        SignInRules.only(
                server,
                "host all rejected all reject",
                "hostssl all tlsonly all scram-sha-256",
                "host all postgres,monitor,missing,locked,limited,tokens all scram-sha-256",
                "host all pam all md5");
        full = PostgresServer.builder("full")
                .setting("max_connections", "5")
                .setting("superuser_reserved_connections", "4")
                .setting("max_wal_senders", "2")
                .start();
        full.sql(role("monitor", "login"));
        SignInRules.prepend(full, "host all plain all password");
        occupied = full.database().connect(new dev.pgrm.devkit.postgres.Credentials("monitor", SECRET), "occupied");
        silent.towards(server.host(), server.port()).stall();
        other = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::speakOtherwise);
    }

    @AfterAll
    void stop() throws Exception {
        other.close();
        occupied.close();
        silent.close();
        full.close();
        server.close();
    }

    private static String role(String name, String options) {
        return "create role " + name + " " + options + " password '" + SECRET + "'";
    }

    Stream<Arguments> troubles() {
        Way way = Way.to(server).as("monitor", SECRET);
        Way secured = way.tls(TlsMode.REQUIRE);
        return Stream.of(
                arguments(way.at("no-such-host.invalid"), "dns_failed", "resolver"),
                arguments(to(1), "connection_refused", "listen_addresses"),
                arguments(to(silent.port()), "timed_out", "security groups"),
                arguments(to(silent.port()).tls(TlsMode.REQUIRE), "timed_out", "security groups"),
                arguments(to(other.getLocalPort()).tls(TlsMode.REQUIRE), "protocol_mismatch", "host and port"),
                arguments(to(full.port()).tls(TlsMode.REQUIRE), "tls_not_offered", "ssl = on"),
                arguments(secured.tls(TlsMode.VERIFY_CA), "tls_untrusted", "tlsCa"),
                arguments(way.as("monitor", "wrong"), "authentication_failed", "secret"),
                arguments(way.as("missing", SECRET), "authentication_failed", "secret"),
                arguments(way.in("missing"), "database_missing", "Correct the database's name"),
                arguments(way.in("closed"), "database_closed", "alter database \"closed\" allow_connections true"),
                arguments(
                        way.in("private"), "privilege_missing", "grant connect on database \"private\" to \"monitor\""),
                arguments(way.as("locked", SECRET), "role_cannot_login", "alter role \"locked\" login"),
                arguments(
                        way.as("limited", SECRET),
                        "role_connection_limit",
                        "alter role \"limited\" connection limit -1"),
                arguments(
                        way.in("crowded"),
                        "database_connection_limit",
                        "alter database \"crowded\" connection limit -1"),
                arguments(to(full.port()), "reserved_connections", "max_connections"),
                arguments(
                        way.as("rejected", SECRET),
                        "sign_in_rejected",
                        "host \"postgres\" \"rejected\" 127.0.0.1/32 scram-sha-256"),
                arguments(
                        way.as("unruly", SECRET).tls(TlsMode.REQUIRE),
                        "sign_in_rejected",
                        "hostssl \"postgres\" \"unruly\""),
                arguments(way.as("unruly", SECRET).tls(TlsMode.PREFER), "sign_in_rejected", "hostssl"),
                arguments(way.as("tlsonly", SECRET), "tls_required", "TLS mode require"),
                arguments(
                        to(full.port()).as("plain", SECRET).tls(TlsMode.PREFER), "cleartext_refused", "scram-sha-256"),
                arguments(to(full.port()).as("plain", SECRET), "authentication_failed", "secret"),
                arguments(
                        secured.as(new Credential("monitor", null, certificate())),
                        "password_missing",
                        "hostssl \"postgres\" \"monitor\""),
                arguments(
                        secured.by("rds-iam:tokens").as("tokens", "token"),
                        "rds_iam_not_granted",
                        "grant rds_iam to \"tokens\""));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void each_has_its_code_and_its_remedy_and_shows_no_secret(Way way, String code, String remedy) {
        Trouble trouble = trouble(way);

        assertThat(trouble.code()).as(trouble.toString()).isEqualTo(code);
        assertThat(trouble.remedy()).contains(remedy);
        assertThat(trouble.toString()).doesNotContain(SECRET, "PRIVATE");
    }

    private Way to(int port) {
        return Way.to(new Endpoint("127.0.0.1", port)).as("monitor", SECRET);
    }

    private ClientCertificate certificate() {
        var certified = authority.client("monitor");
        return new ClientCertificate(certified.certificate(), certified.key());
    }

    private static Trouble trouble(Way way) {
        try (var sessions = way.sessions();
                Connection session = sessions.open(way.database(), Sessions.NAME, Way.PATIENCE)) {
            return new Trouble("signed_in", String.valueOf(session), "");
        } catch (Troubled e) {
            return e.trouble();
        } catch (SQLException e) {
            return new Trouble("not_closed", String.valueOf(e.getMessage()), "");
        }
    }

    private void speakOtherwise() {
        while (!other.isClosed()) {
            try (Socket client = other.accept()) {
                client.getInputStream().readNBytes(8);
                client.getOutputStream().write("HTTP/1.1 400 Bad Request".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // The socket was closed: the end.
                return;
            }
        }
    }
}
