package dev.pgrm.application.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.aws.RdsDatabase;
import dev.pgrm.domain.aws.RdsDatabase.Kind;
import dev.pgrm.domain.aws.RdsDatabase.LogicalReplication;
import dev.pgrm.domain.aws.RdsDatabase.LogicalReplication.State;
import dev.pgrm.domain.aws.RdsDatabase.Network;
import dev.pgrm.domain.aws.RdsDatabase.Replication;
import dev.pgrm.domain.aws.RdsInventory;
import dev.pgrm.domain.aws.RdsPlace;
import dev.pgrm.domain.database.DatabaseDraft;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.topology.Registered;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OffersTest {
    private static final String HOME = "eu-central-1";

    private static RdsDatabase found(Kind kind, String identifier, String region, String account) {
        String type = kind == Kind.CLUSTER ? "cluster" : "db";
        String host = identifier + "." + type + "." + region + "." + account;
        @Nullable Endpoint reader = kind == Kind.CLUSTER ? new Endpoint("ro." + host, 5432) : null;
        return new RdsDatabase(
                kind,
                identifier,
                "arn:aws:rds:" + region + ":" + account + ":" + type + ":" + identifier,
                "db-" + host,
                new RdsPlace(region, account, null),
                "postgres",
                "17.2",
                "available",
                new Endpoint(host, 5432),
                reader,
                null,
                null,
                Replication.NONE,
                new LogicalReplication(State.ON, false),
                false,
                false,
                new Network(null, List.of(), List.of()),
                Map.of());
    }

    private static List<String> names(RdsDatabase... databases) {
        var offers = new Offers(new RdsInventory(List.of(databases), List.of(), List.of()), Registered.NOTHING);
        return Stream.of(databases)
                .flatMap(each -> offers.doorsOf(each).stream())
                .map(LookingAtAws.Door::offer)
                .filter(Objects::nonNull)
                .map(DatabaseDraft::name)
                .toList();
    }

    @Test
    void an_identifier_is_the_name_as_long_as_it_tells_one_from_all_others() {
        assertThat(names(found(Kind.INSTANCE, "orders", HOME, "111111111111"))).containsExactly("orders");
    }

    @Test
    void all_offers_can_be_taken_up_together() {
        assertThat(names(
                        found(Kind.INSTANCE, "orders", HOME, "111111111111"),
                        found(Kind.INSTANCE, "orders", "us-east-1", "111111111111"),
                        found(Kind.INSTANCE, "orders", HOME, "222222222222"),
                        found(Kind.CLUSTER, "orders", HOME, "111111111111"),
                        found(Kind.CLUSTER, "x".repeat(63), HOME, "111111111111")))
                .hasSize(7)
                .doesNotHaveDuplicates()
                .contains("orders", "orders-us-east-1")
                .allSatisfy(name -> assertThat(name).hasSizeLessThanOrEqualTo(63));
    }
}
