package dev.pgrm.devkit.fleet;

import static dev.pgrm.devkit.fleet.Fleet.aFleet;
import static dev.pgrm.devkit.fleet.Fleet.following;
import static dev.pgrm.devkit.fleet.Fleet.tables;
import static dev.pgrm.devkit.postgres.PostgresVersion.V17;
import static dev.pgrm.devkit.postgres.PostgresVersion.V18;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class FleetPlanTest {
    @Test
    void names_streams_after_both_ends() {
        var plan = aFleet().primary("orders-eu", V17)
                .database("shop")
                .database("stock")
                .logicalReplica("dw", V18, following("orders-eu"))
                .alsoFollowing(following("orders-eu", "stock"), tables("levels"))
                .plan;
        assertThat(plan.server("dw").subscriptions.stream().map(subscription -> subscription.name))
                .containsExactly("orders_eu_to_dw", "orders_eu_stock_to_dw");
    }

    @Test
    void subscribes_to_all_tables_of_the_source_when_none_are_named() {
        var plan = aFleet().primary("orders", V17)
                .tables("orders", "items")
                .logicalReplica("dw", V18, following("orders"))
                .plan;
        assertThat(plan.tablesOf(plan.server("dw").subscriptions.getFirst())).containsExactly("orders", "items");
    }

    @Test
    void calls_the_first_database_the_default() {
        var plan = aFleet().primary("orders", V17).database("shop").database("stock").plan;
        assertThat(plan.server("orders").defaultDatabase()).isEqualTo("shop");
        assertThat(aFleet().primary("bare", V17).plan.server("bare").defaultDatabase())
                .isEqualTo("app");
    }

    @Test
    void refuses_to_follow_what_was_not_named_before() {
        var fleet = aFleet().primary("orders", V17);
        assertThatThrownBy(() -> fleet.standby("dr", following("unknown")))
                .hasMessage("\"dr\" follows \"unknown\", which must be named before it");
        assertThatThrownBy(() -> fleet.logicalReplica("dw", V18, following("orders", "stock")))
                .hasMessage("\"orders\" has no database \"stock\"");
    }

    @Test
    void refuses_a_name_twice_and_names_that_are_none() {
        var fleet = aFleet().primary("orders", V17);
        assertThatThrownBy(() -> fleet.primary("orders", V18)).hasMessageContaining("already");
        assertThatThrownBy(() ->
                        fleet.primary("Orders!", V18).plan.server("Orders!").spec(fleet.plan.durability))
                .hasMessageContaining("small letters");
    }

    @Test
    void finds_the_primary_at_the_top_of_a_cascade() {
        var plan = aFleet().primary("orders", V17)
                .standby("dr", following("orders"))
                .standby("dr-2", following("dr"))
                .plan;
        assertThat(plan.rootOf(Objects.requireNonNull(plan.standbys.get("dr-2"))).name)
                .isEqualTo("orders");
    }
}
