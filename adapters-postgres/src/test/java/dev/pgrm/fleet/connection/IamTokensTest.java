package dev.pgrm.fleet.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgrm.application.credential.Credential;
import dev.pgrm.application.credential.Credentials;
import dev.pgrm.devkit.aws.AwsEndpoint;
import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.devkit.rds.RdsIamGate;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.Account;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.TlsMode;
import dev.pgrm.domain.postgres.Endpoint;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IamTokensTest {
    private AwsEndpoint aws;
    private PostgresServer server;
    private RdsIamGate gate;

    @BeforeAll
    void start() throws IOException {
        aws = AwsEndpoint.start();
        server = PostgresServer.builder("orders").start();
        gate = RdsIamGate.before(server, aws);
        server.sql(
                "create role granted login",
                "grant rds_iam to granted",
                "create role forgotten login password 'not a token'");
    }

    @AfterAll
    void stop() {
        gate.close();
        server.close();
        aws.close();
    }

    @Test
    void a_token_that_is_refused_is_told_with_the_action_that_is_missing() {
        Trouble trouble = trouble(signingIn("granted"));

        assertThat(trouble.code()).as(trouble.toString()).isEqualTo("iam_token_refused");
        assertThat(trouble.remedy()).contains("rds-db:connect on arn:aws:rds-db:", ":dbuser:", "/granted");
        assertThat(trouble.toString()).doesNotContain("forged");
    }

    @Test
    void a_user_who_was_not_granted_rds_iam_is_told_the_statement() {
        Trouble trouble = trouble(signingIn("forgotten"));

        assertThat(trouble.code()).as(trouble.toString()).isEqualTo("rds_iam_not_granted");
        assertThat(trouble.remedy()).isEqualTo("grant rds_iam to \"forgotten\"");
    }

    @Test
    void a_password_that_is_judged_elsewhere_may_have_been_rotated_too() {
        Way way = signingIn("granted").by("file:monitor");
        var refusals = new ArrayList<Credential>();
        Credentials rotating = new Credentials() {
            @Override
            public Lookup find(DatabaseSpec of, Account account) {
                return new Lookup.Found(way.credential());
            }

            @Override
            public List<Credential> afterRefusal(DatabaseSpec of, Account account, Credential refused) {
                refusals.add(refused);
                return List.of();
            }
        };
        try (var sessions = new Sessions(rotating, new TlsTrust(""), SessionLimits.USUAL)) {
            assertThatThrownBy(() -> sessions.open(way.database(), Sessions.NAME, Way.PATIENCE))
                    .isInstanceOf(Troubled.class);
        }

        assertThat(refusals).containsExactly(way.credential());
    }

    private Way signingIn(String user) {
        var endpoint = new Endpoint(gate.endpoint().host(), gate.endpoint().port());
        return Way.to(endpoint)
                .by("rds-iam:" + user)
                .tls(TlsMode.VERIFY_FULL)
                .trusting(gate.certificate())
                .as(user, "forged");
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
}
