package dev.pgrm.devkit.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pgrm.devkit.aws.AccessKey;
import dev.pgrm.devkit.aws.AwsEndpoint;
import dev.pgrm.devkit.aws.Denial;
import dev.pgrm.devkit.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.util.PSQLException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsUtilities;

@Tag("servers")
class RdsIamGateTest {
    private static PostgresServer server;

    @TempDir
    private Path folder;

    private final AheadClock clock = new AheadClock();
    private AwsEndpoint aws;
    private RdsIamGate gate;

    @BeforeAll
    static void startServer() {
        server = PostgresServer.builder("orders").start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void open() throws IOException {
        aws = AwsEndpoint.start(0, clock);
        gate = RdsIamGate.before(server, aws);
        server.sql(
                "drop role if exists iam, plain, readers",
                "create role readers in role rds_iam",
                "create role iam login in role readers",
                "create role plain login password 'secret'");
    }

    @AfterEach
    void close() {
        gate.close();
        aws.close();
    }

    @Test
    void a_user_with_rds_iam_signs_in_by_token_and_works_as_usual() throws Exception {
        try (Connection session = connect("iam", token("iam"))) {
            try (var rows = session.createStatement().executeQuery("select session_user")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("iam");
            }
        }
        assertThat(gate.admitted()).isEqualTo(1);
    }

    @Test
    void keys_of_an_assumed_role_sign_tokens_until_they_expire() throws Exception {
        AccessKey session = aws.identities().session(aws.identities().role("reader"), "night", Duration.ofHours(1));
        connect("iam", token("iam", session, gate.endpoint().port())).close();
        aws.identities().expire(session);
        assertPamFails(token("iam", session, gate.endpoint().port()));
    }

    @Test
    void a_token_of_another_user_host_port_key_or_a_password_is_refused() {
        assertPamFails(token("plain"));
        assertPamFails(token("iam", aws.accessKey(), 5432));
        assertPamFails(token("iam", new AccessKey(aws.accessKey().id(), "another-secret", null), port()));
        assertPamFails(token("iam").replace("127.0.0.1", "10.1.2.3"));
        assertPamFails("secret");
        assertThat(gate.admitted()).isZero();
        assertThat(gate.tokensShown()).isEqualTo(5);
    }

    @Test
    void a_token_is_refused_after_a_quarter_of_an_hour() throws Exception {
        String token = token("iam");
        clock.ahead = Duration.ofMinutes(14);
        connect("iam", token).close();
        clock.ahead = Duration.ofMinutes(15);
        assertPamFails(token);
    }

    @Test
    void whoever_may_not_connect_as_that_user_is_refused() {
        aws.troubles().deny(Denial.of("rds-db:connect"));
        assertPamFails(token("iam"));
    }

    @Test
    void a_user_without_rds_iam_signs_in_with_a_password_alone() throws Exception {
        connect("plain", "secret").close();
        assertThatThrownBy(() -> connect("plain", token("plain")))
                .isInstanceOfSatisfying(PSQLException.class, refused -> {
                    assertThat(refused.getSQLState()).isEqualTo("28P01");
                    assertThat(refused.getMessage()).contains("password authentication failed for user \"plain\"");
                });
    }

    @Test
    void without_tls_nobody_is_let_in() {
        assertThatThrownBy(() -> connect("iam", token("iam"), "disable"))
                .isInstanceOfSatisfying(PSQLException.class, refused -> {
                    assertThat(refused.getSQLState()).isEqualTo("28000");
                    assertThat(refused.getMessage()).contains("no pg_hba.conf entry for host", "no encryption");
                });
    }

    @Test
    void a_statement_can_be_cancelled_through_the_gate() throws Exception {
        try (Connection session = connect("iam", token("iam"));
                var statement = session.createStatement()) {
            var canceller = Thread.ofVirtual().start(() -> {
                await().until(() -> server.value(
                                "select count(*) from pg_stat_activity where query like 'select pg_sleep%'")
                        .equals("1"));
                assertThatNoException(statement::cancel);
            });
            assertThatThrownBy(() -> statement.execute("select pg_sleep(60)"))
                    .hasMessageContaining("canceling statement");
            canceller.join();
        }
    }

    @Test
    void whoever_is_hung_up_on_may_come_again() throws Exception {
        try (Connection session = connect("iam", token("iam"))) {
            gate.hangUp();
            await().until(() -> !session.isValid(1));
        }
        connect("iam", token("iam")).close();
    }

    /** The SDK signs with the time of this machine, which AWS may be ahead of. */
    private static final class AheadClock extends Clock {
        private volatile Duration ahead = Duration.ZERO;

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private interface Act {
        void run() throws SQLException;
    }

    private static void assertThatNoException(Act act) {
        try {
            act.run();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void assertPamFails(String password) {
        assertThatThrownBy(() -> connect("iam", password)).isInstanceOfSatisfying(PSQLException.class, refused -> {
            assertThat(refused.getSQLState()).isEqualTo("28000");
            assertThat(refused.getMessage()).contains("PAM authentication failed for user \"iam\"");
        });
    }

    private Connection connect(String user, String password) throws SQLException, IOException {
        return connect(user, password, "verify-full");
    }

    private Connection connect(String user, String password, String sslMode) throws SQLException, IOException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("sslmode", sslMode);
        properties.setProperty(
                "sslrootcert",
                Files.writeString(folder.resolve("gate.pem"), gate.certificate())
                        .toString());
        return DriverManager.getConnection("jdbc:postgresql://" + gate.endpoint() + "/postgres", properties);
    }

    private int port() {
        return gate.endpoint().port();
    }

    private String token(String user) {
        return token(user, aws.accessKey(), port());
    }

    private static String token(String user, AccessKey key, int port) {
        AwsCredentials signer = key.sessionToken() == null
                ? AwsBasicCredentials.create(key.id(), key.secret())
                : AwsSessionCredentials.create(key.id(), key.secret(), key.sessionToken());
        return RdsUtilities.builder()
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(signer))
                .build()
                .generateAuthenticationToken(
                        token -> token.hostname("127.0.0.1").port(port).username(user));
    }
}
