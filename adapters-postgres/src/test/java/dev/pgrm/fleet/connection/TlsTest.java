package dev.pgrm.fleet.connection;

import static dev.pgrm.domain.database.TlsMode.DISABLE;
import static dev.pgrm.domain.database.TlsMode.PREFER;
import static dev.pgrm.domain.database.TlsMode.REQUIRE;
import static dev.pgrm.domain.database.TlsMode.VERIFY_CA;
import static dev.pgrm.domain.database.TlsMode.VERIFY_FULL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.pgrm.application.credential.ClientCertificate;
import dev.pgrm.application.credential.Credential;
import dev.pgrm.devkit.postgres.Certified;
import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.devkit.postgres.ServerTls;
import dev.pgrm.devkit.postgres.SignInRules;
import dev.pgrm.devkit.postgres.TestAuthority;
import dev.pgrm.domain.database.TlsMode;
import dev.pgrm.fleet.connection.TlsHandshake.Agreed;
import java.io.IOException;
import java.net.Socket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsTest {
    private static final String TLS = "encrypted";
    private static final String PLAIN = "plain";

    private final TestAuthority ours = TestAuthority.named("Our authority");
    private final TestAuthority other = TestAuthority.named("Somebody else");
    private PostgresServer server;

    @BeforeAll
    void start() {
        server = PostgresServer.builder("orders").start();
        ServerTls.trustClientsOf(server, ours);
        server.sql("create role certified login", "create role twofold login password 'secret'");
        SignInRules.prepend(
                server, "hostssl all certified all cert", "hostssl all both all scram-sha-256 clientcert=verify-full");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    Stream<Arguments> outcomes() {
        Certified both = ours.server("localhost", "127.0.0.1");
        Certified name = ours.server("localhost");
        Certified elsewhere = ours.server("db.example.com");
        Certified expired = ours.expiredServer("localhost", "127.0.0.1");
        return Stream.of(
                arguments(DISABLE, both, "localhost", PLAIN),
                arguments(PREFER, both, "localhost", TLS),
                arguments(REQUIRE, both, "localhost", TLS),
                arguments(VERIFY_CA, both, "localhost", TLS),
                arguments(VERIFY_FULL, both, "localhost", TLS),
                arguments(VERIFY_FULL, both, "127.0.0.1", TLS),
                arguments(VERIFY_FULL, name, "localhost", TLS),
                arguments(VERIFY_FULL, name, "127.0.0.1", "tls_host_mismatch"),
                arguments(VERIFY_CA, name, "127.0.0.1", TLS),
                arguments(VERIFY_FULL, elsewhere, "localhost", "tls_host_mismatch"),
                arguments(REQUIRE, expired, "localhost", TLS),
                arguments(VERIFY_CA, expired, "localhost", "tls_expired"),
                arguments(VERIFY_FULL, expired, "localhost", "tls_expired"),
                arguments(REQUIRE, other.server("localhost"), "localhost", TLS),
                arguments(VERIFY_CA, other.server("localhost"), "localhost", "tls_untrusted"),
                arguments(VERIFY_FULL, other.server("localhost"), "localhost", "tls_untrusted"));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void each_mode_keeps_its_promise(TlsMode mode, Certified shown, String host, String outcome) throws Exception {
        ServerTls.show(server, shown);
        Way way = Way.to(server).at(host).trusting(ours.certificate()).tls(mode);

        assertThat(outcomeOf(way)).isEqualTo(outcome);
        if (mode != DISABLE) {
            assertThat(shaken(way)).isEqualTo(outcome);
        }
    }

    @Test
    void without_tls_at_the_server_only_those_modes_connect_that_do_without() throws Exception {
        ServerTls.disable(server);
        Way way = Way.to(server).trusting(ours.certificate());

        assertThat(outcomeOf(way.tls(DISABLE))).isEqualTo(PLAIN);
        assertThat(outcomeOf(way.tls(PREFER))).isEqualTo(PLAIN);
        assertThat(shaken(way.tls(PREFER))).isEqualTo(PLAIN);
        for (TlsMode strict : new TlsMode[] {REQUIRE, VERIFY_CA, VERIFY_FULL}) {
            assertThat(outcomeOf(way.tls(strict))).isEqualTo("tls_not_offered");
            assertThat(shaken(way.tls(strict))).isEqualTo("tls_not_offered");
        }
    }

    @Test
    void a_certificate_signs_in_without_a_password_whatever_its_kind_of_key() throws Exception {
        ServerTls.show(server, ours.server("localhost"));
        Way way = Way.to(server).at("localhost").trusting(ours.certificate()).tls(VERIFY_FULL);

        assertThat(outcomeOf(way.as(showing("certified", null, ours.client("certified")))))
                .isEqualTo(TLS);
        assertThat(outcomeOf(way.as(showing("certified", null, ours.rsaClient("certified")))))
                .isEqualTo(TLS);
        assertThat(outcomeOf(way.as(showing("twofold", "secret", ours.client("twofold")))))
                .isEqualTo(TLS);
    }

    @Test
    void a_certificate_that_is_missing_or_not_accepted_is_told_as_such() throws Exception {
        ServerTls.show(server, ours.server("localhost"));
        Way way = Way.to(server).at("localhost").trusting(ours.certificate()).tls(VERIFY_FULL);

        assertThat(outcomeOf(way.as("certified", "unasked"))).isEqualTo("client_certificate_required");
        assertThat(outcomeOf(way.as(showing("certified", null, other.client("certified")))))
                .isEqualTo("client_certificate_refused");
        assertThat(outcomeOf(way.as(showing("certified", null, ours.client("somebody")))))
                .isEqualTo("client_certificate_refused");
    }

    @Test
    void a_key_that_cannot_be_read_is_told_without_being_shown() {
        Way way = Way.to(server).tls(REQUIRE);
        var unreadable = new Credential("certified", null, new ClientCertificate(ours.certificate(), "s3cret"));

        assertThat(trouble(way.as(unreadable)))
                .contains("client_certificate_unusable")
                .doesNotContain("s3cret");
    }

    @Test
    void a_token_of_iam_goes_to_a_server_that_proves_who_it_is_whatever_was_registered() throws Exception {
        Way way = Way.to(server).at("localhost").by("rds-iam:postgres").tls(DISABLE);
        ServerTls.disable(server);
        assertThat(outcomeOf(way)).isEqualTo("tls_not_offered");

        ServerTls.show(server, ours.server("localhost"));
        assertThat(outcomeOf(way)).isEqualTo("tls_untrusted");
        assertThat(outcomeOf(way.trusting(ours.certificate()))).isEqualTo(TLS);
    }

    private static Credential showing(String role, @Nullable String password, Certified certified) {
        return new Credential(role, password, new ClientCertificate(certified.certificate(), certified.key()));
    }

    private static String outcomeOf(Way way) throws SQLException {
        try (Connection session = way.sessions().open(way.database(), "pgrm", Way.PATIENCE);
                Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery("select ssl from pg_stat_ssl where pid = pg_backend_pid()")) {
            row.next();
            return row.getBoolean(1) ? TLS : PLAIN;
        } catch (Troubled e) {
            return e.trouble().code();
        }
    }

    private static String trouble(Way way) {
        try (Connection session = way.sessions().open(way.database(), "pgrm", Way.PATIENCE)) {
            return "signed in on " + session;
        } catch (Troubled e) {
            return e.trouble().toString();
        } catch (SQLException e) {
            return e.toString();
        }
    }

    private static String shaken(Way way) throws IOException, Troubled {
        var endpoint = way.database().endpoint();
        TlsClient client = new TlsTrust("").client(way.database(), null);
        try (var socket = new Socket(endpoint.host(), endpoint.port())) {
            return switch (TlsHandshake.over(socket, way.database(), client, Way.PATIENCE)) {
                case Agreed.Encrypted(var encrypted, var session) -> {
                    assertThat(session.getProtocol()).startsWith("TLSv1.");
                    encrypted.close();
                    yield TLS;
                }
                case Agreed.Plain() -> PLAIN;
                case Agreed.Failed(var trouble) -> trouble.code();
            };
        }
    }
}
