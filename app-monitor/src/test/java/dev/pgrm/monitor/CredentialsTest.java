package dev.pgrm.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.devkit.aws.AwsEndpoint;
import dev.pgrm.devkit.rds.RdsIamGate;
import dev.pgrm.domain.database.Access;
import dev.pgrm.domain.database.CredentialReference;
import dev.pgrm.domain.database.Tls;
import dev.pgrm.domain.database.TlsAuthorities;
import dev.pgrm.domain.database.TlsMode;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.observation.Observation.Unseen;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.server.ServerId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** System properties stand for the environment variables of AWS here: the SDK reads both in the same place. */
@Tag("servers")
class CredentialsTest {
    private AwsEndpoint aws;
    private Map<String, String> properties;
    private Site site;

    @BeforeEach
    void open() throws Exception {
        aws = AwsEndpoint.start();
        properties = Map.of(
                "aws.endpointUrl", aws.uri().toString(),
                "aws.accessKeyId", aws.accessKey().id(),
                "aws.secretAccessKey", aws.accessKey().secret(),
                "aws.region", "eu-west-1");
        properties.forEach(System::setProperty);
        site = new Site();
        site.monitor();
    }

    @AfterEach
    void close() {
        site.close();
        properties.keySet().forEach(System::clearProperty);
        aws.close();
    }

    @Test
    void a_password_rotated_in_secrets_manager_loses_no_poll_and_is_fetched_when_the_old_one_is_refused() {
        Premises.watched()
                .sql("drop role if exists rotating", "create role rotating login password 'first' in role pg_monitor");
        String arn = aws.secrets().put("eu-west-1", "orders", Premises.secret("rotating", "first"));
        var way = site.way();
        var server = site.register(way, arn).serverId();
        await().atMost(Site.BOUND).until(() -> site.sightings().latest(server) instanceof Seen);
        int mark = site.sightings().mark();

        Premises.watched().sql("alter role rotating password 'second'");
        aws.secrets().put("eu-west-1", "orders", Premises.secret("rotating", "second"));
        await().atMost(Site.BOUND)
                .until(() -> site.sightings().since(mark, server).size() > 2);
        assertThat(aws.requests().of("GetSecretValue")).hasSize(1);
        way.resetConnections();
        int afterReset = site.sightings().mark();

        await().atMost(Site.BOUND)
                .until(() -> site.sightings().since(afterReset, server).size() > 2);
        assertThat(site.sightings().since(mark, server)).allMatch(Seen.class::isInstance);
        assertThat(aws.requests().of("GetSecretValue")).hasSize(2);
    }

    @Test
    void a_rotation_that_ends_every_connection_half_way_loses_no_poll() {
        Premises.watched()
                .sql("drop role if exists rotating", "create role rotating login password 'first' in role pg_monitor");
        String arn = aws.secrets().put("eu-west-1", "orders", Premises.secret("rotating", "first"));
        var way = site.way();
        var server = site.register(way, arn).serverId();
        await().atMost(Site.BOUND).until(() -> site.sightings().latest(server) instanceof Seen);
        int mark = site.sightings().mark();

        aws.secrets().beginRotation(arn, Premises.secret("rotating", "second"));
        pollsAfter(mark, server);
        Premises.watched().sql("alter role rotating password 'second'");
        way.resetConnections();
        pollsAfter(site.sightings().mark(), server);
        way.resetConnections();
        pollsAfter(site.sightings().mark(), server);
        aws.secrets().finishRotation(arn);
        way.resetConnections();
        pollsAfter(site.sightings().mark(), server);

        assertThat(site.sightings().since(mark, server)).allMatch(Seen.class::isInstance);
        assertThat(audited(arn))
                .contains("AWSCURRENT read", "AWSPENDING read")
                .doesNotContain("AWSCURRENT secret_not_found");
    }

    @Test
    void a_database_whose_secret_is_a_parameter_of_ssm_is_watched() {
        aws.parameters().putSecure("eu-west-1", "/db/orders", Premises.monitoringSecret());
        var server = site.register(site.way(), "ssm:/db/orders").serverId();
        await().atMost(Site.BOUND).until(() -> site.sightings().latest(server) instanceof Seen);
        assertThat(aws.requests().of("GetParameter")).hasSize(1);
    }

    @Test
    void
            a_database_that_takes_iam_tokens_is_watched_over_verified_tls_and_signed_in_to_anew_when_its_connection_ends() {
        try (RdsIamGate gate = RdsIamGate.before(Premises.watched(), aws)) {
            Premises.watched()
                    .sql("drop role if exists by_token", "create role by_token login in role pg_monitor, rds_iam");
            var endpoint = new Endpoint(gate.endpoint().host(), gate.endpoint().port());
            var server = site.register(
                            endpoint,
                            new Tls(TlsMode.VERIFY_FULL, new TlsAuthorities.Given(gate.certificate())),
                            Access.by(CredentialReference.parse("rds-iam:by_token")))
                    .serverId();
            await().atMost(Site.BOUND).until(() -> site.sightings().latest(server) instanceof Seen);
            int mark = site.sightings().mark();
            int signIns = gate.admitted();

            gate.hangUp();
            pollsAfter(site.sightings().mark(), server);
            assertThat(site.sightings().since(mark, server)).allMatch(Seen.class::isInstance);
            assertThat(gate.admitted()).isGreaterThan(signIns);
        }
    }

    @Test
    void a_secret_that_is_missing_is_told_with_a_remedy_and_found_once_it_is_there() {
        var database = site.register(site.way(), "env:NOWHERE");
        var server = database.serverId();
        await().atMost(Site.BOUND).until(() -> site.sightings().latest(server) instanceof Unseen);
        var trouble = ((Unseen) site.sightings().since(0, server).getLast()).trouble();
        assertThat(trouble.message()).contains("PGRM_SECRET_NOWHERE");
        assertThat(trouble.remedy()).isNotBlank();

        site.change(database, site.ways().getFirst(), "env:MONITOR");

        await().atMost(Site.BOUND).until(() -> site.sightings().latest(server) instanceof Seen);
    }

    private void pollsAfter(int mark, ServerId server) {
        await().atMost(Site.BOUND)
                .until(() -> site.sightings().since(mark, server).size() > 2);
    }

    /** Stage and outcome of every access to this secret, as the audit log has them. */
    private List<String> audited(String arn) {
        return site
                .store()
                .query(
                        "select details ->> 'stage', details ->> 'outcome' from audit_entry where act = 'secret.read' and subject = ?",
                        arn)
                .stream()
                .map(row -> row.getFirst() + " " + row.getLast())
                .toList();
    }
}
