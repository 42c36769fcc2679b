package dev.pgrm.domain.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.database.Provider;
import dev.pgrm.domain.health.Health;
import dev.pgrm.domain.observation.ServerFacts.ManagedBy;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.topology.Locality.Grouping;
import dev.pgrm.domain.topology.Topology.MappedServer;
import dev.pgrm.domain.topology.Topology.Node;
import dev.pgrm.domain.topology.Topology.Status;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalityTest {
    private static final UUID SERVER = new UUID(1, 1);

    @ParameterizedTest
    @CsvSource({
        "orders.c0ffee.eu-central-1.rds.amazonaws.com, aws, eu-central-1",
        "orders.cluster-c0ffee.us-gov-west-1.rds.amazonaws.com, aws, us-gov-west-1",
        "orders.c0ffee.rds.cn-north-1.amazonaws.com.cn, aws, cn-north-1",
        "a23fe37c89ab.1wnuk7o9fcvp.europe-west4.sql.goog, gcp, europe-west4",
        "orders.postgres.database.azure.com, azure,",
        "db-1.example.com, self-hosted,",
        "10.0.0.7, self-hosted,"
    })
    void an_address_tells_cloud_and_region(String host, String cloud, @Nullable String region) {
        var locality = Locality.of(server(host, null), List.of(node("test", Map.of())));
        assertThat(Grouping.CLOUD.of(locality)).isEqualTo(cloud);
        assertThat(Grouping.REGION.of(locality)).isEqualTo(region);
    }

    @Test
    void what_the_server_says_of_itself_counts_more_than_what_was_registered() {
        assertThat(Locality.of(server("10.0.0.7", ManagedBy.AURORA), List.of(node("test", Map.of())))
                        .cloud())
                .isEqualTo(Provider.AWS);
        assertThat(Locality.of(server("10.0.0.7", ManagedBy.CLOUDSQL), List.of())
                        .cloud())
                .isEqualTo(Provider.GCP);
    }

    @Test
    void a_tag_says_the_region() {
        assertThat(Locality.of(server("10.0.0.7", null), List.of(node("test", Map.of("Region", " attic "))))
                        .region())
                .isEqualTo("attic");
    }

    @Test
    void several_environments_on_one_server_are_told_together() {
        var locality = Locality.of(
                server("10.0.0.7", null),
                List.of(node("staging", Map.of()), node("production", Map.of()), node("staging", Map.of())));
        assertThat(Grouping.ENVIRONMENT.of(locality)).isEqualTo("production + staging");
    }

    @Test
    void of_a_stranger_nothing_is_made_up() {
        assertThat(Locality.of(server("203.0.113.40", null), List.of())).isEqualTo(new Locality(null, null, null));
    }

    private static MappedServer server(String host, @Nullable ManagedBy managedBy) {
        return new MappedServer(
                SERVER,
                host,
                new Endpoint(host, 5432),
                null,
                null,
                null,
                null,
                null,
                List.of(),
                managedBy,
                Status.CONNECTED,
                null,
                false,
                List.of(),
                Health.GOOD);
    }

    private static Node node(String environment, Map<String, String> tags) {
        return new Node(
                UUID.nameUUIDFromBytes(new byte[] {1}),
                SERVER,
                "db",
                null,
                "db",
                environment,
                Provider.SELF_HOSTED,
                tags,
                null,
                null,
                Status.CONNECTED,
                null,
                false,
                null,
                null,
                Health.GOOD);
    }
}
