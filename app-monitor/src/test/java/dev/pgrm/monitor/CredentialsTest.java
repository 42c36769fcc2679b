package dev.pgrm.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.devkit.aws.AwsEndpoint;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.observation.Observation.Unseen;
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
                "aws.secretAccessKey", aws.accessKey().secret());
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
}
