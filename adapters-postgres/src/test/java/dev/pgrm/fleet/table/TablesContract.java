package dev.pgrm.fleet.table;

import static dev.pgrm.devkit.fleet.Fleet.aFleet;
import static dev.pgrm.devkit.fleet.Fleet.following;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.devkit.fleet.Fleet;
import dev.pgrm.devkit.postgres.PostgresVersion;
import dev.pgrm.domain.observation.DatabaseFacts.Subscription;
import dev.pgrm.domain.observation.DatabaseFacts.TableState;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.table.ListedTable;
import dev.pgrm.domain.table.ListedTable.Copy;
import dev.pgrm.domain.table.ListedTable.ReplicaIdentity;
import dev.pgrm.domain.table.PublishableReading;
import dev.pgrm.domain.table.PublishableSearch;
import dev.pgrm.domain.table.PublishableTable;
import dev.pgrm.domain.table.PublishableTable.Column;
import dev.pgrm.domain.table.TableReading;
import dev.pgrm.domain.table.TableReading.Page;
import dev.pgrm.domain.table.TableSearch;
import dev.pgrm.domain.table.TableSearch.Of;
import dev.pgrm.domain.table.TableSearch.OfPublication;
import dev.pgrm.domain.table.TableSearch.OfSubscription;
import dev.pgrm.fleet.WatchedFleet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What holds of every version. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TablesContract {
    private final PostgresVersion version;
    private Fleet fleet;
    private WatchedFleet watched;

    TablesContract(PostgresVersion version) {
        this.version = version;
    }

    @BeforeAll
    void start() {
        fleet = aFleet().primary("orders", version)
                .tables("orders", "items")
                .sql(
                        "create schema \"Odd \"\"schema\"\"\"",
                        "create table \"Odd \"\"schema\"\"\".\"a.b\" (id int, note text)",
                        "create table full_identity (id int)",
                        "alter table full_identity replica identity full",
                        "create table by_index (id int not null, x int)",
                        "create unique index by_index_id on by_index (id)",
                        "alter table by_index replica identity using index by_index_id",
                        "create table parted (id int primary key) partition by range (id)",
                        "create table parted_low partition of parted for values from (0) to (1000)",
                        "insert into parted select generate_series(0, 499)",
                        "insert into items (payload) select repeat('x', 1000) from generate_series(1, 200)",
                        "create publication picked for table \"Odd \"\"schema\"\"\".\"a.b\", full_identity, by_index, items,"
                                + " parted with (publish_via_partition_root = true)",
                        "create table parted_high partition of parted for values from (1000) to (2000)",
                        "create unlogged table fleeting (id int primary key)",
                        "create view seen as select 1 as one",
                        "alter table orders add column doubled int generated always as (1 + 1) stored",
                        "create publication nothing",
                        "create publication leaves for table parted, items",
                        "create publication doubled for table parted, parted_low with (publish_via_partition_root = true)",
                        "create publication everything for all tables",
                        "create publication roots for all tables with (publish_via_partition_root = true)")
                .logicalReplica("reporting", version, following("orders"))
                .monitoringRole("pgrm_monitor")
                .start()
                .awaitStreaming();
        fleet.server("orders").database().sql("analyze");
        watched = WatchedFleet.watching(fleet);
    }

    @AfterAll
    void stop() {
        watched.close();
        fleet.close();
    }

    private Page page(String database, Of of, @Nullable String text, @Nullable TableName after, int limit) {
        return (Page) watched.tables(database, new TableSearch(of, text, null, after, limit));
    }

    private static OfPublication published(String name) {
        return new OfPublication(new PublicationName(name));
    }

    private ListedTable some(String table) {
        return page("orders", published("picked"), null, null, 100).items().stream()
                .filter(each -> each.name().name().equals(table))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void tables_come_in_order_of_schema_and_name() {
        assertThat(page("orders", published("picked"), null, null, 100).items())
                .extracting(each -> each.name().toString())
                .containsExactly(
                        "Odd \"schema\".a.b",
                        "public.by_index",
                        "public.full_identity",
                        "public.items",
                        "public.parted");
    }

    @Test
    void the_tables_are_those_that_the_server_names() {
        var database = fleet.server("orders").database();
        if (version.atLeast(PostgresVersion.V15)) {
            database.sql(
                    "drop publication if exists whole",
                    "create publication whole for tables in schema public, table \"Odd \"\"schema\"\"\".\"a.b\"");
        }
        for (var publication : database.query("select pubname from pg_publication")) {
            String name = Objects.requireNonNull(publication.getFirst());
            List<String> named = database
                    .query(
                            "select schemaname || '.' || tablename from pg_publication_tables where pubname = ?"
                                    + " order by schemaname, tablename",
                            name)
                    .stream()
                    .map(row -> row.getFirst())
                    .toList();
            assertThat(page("orders", published(name), null, null, 100).items())
                    .as(name)
                    .extracting(each -> each.name().toString())
                    .containsExactlyElementsOf(named);
        }
    }

    @Test
    void pages_join_without_a_gap() {
        var seen = new ArrayList<ListedTable>();
        TableName after = null;
        int pages = 0;
        do {
            Page page = page("orders", published("picked"), null, after, 2);
            seen.addAll(page.items());
            after = page.next();
            pages++;
        } while (after != null);

        assertThat(pages).isEqualTo(3);
        assertThat(seen)
                .isEqualTo(page("orders", published("picked"), null, null, 5).items());
    }

    @Test
    void a_text_is_found_in_whatever_case() {
        assertThat(page("orders", published("picked"), "ODD", null, 9).items()).hasSize(1);
        assertThat(page("orders", published("picked"), "c.full_", null, 9).items())
                .hasSize(1);
        assertThat(page("orders", published("picked"), "%", null, 9).items()).isEmpty();
    }

    @Test
    void a_table_tells_by_what_its_rows_are_told_apart() {
        assertThat(some("items").identity()).isEqualTo(ReplicaIdentity.PRIMARY_KEY);
        assertThat(some("by_index").identity()).isEqualTo(ReplicaIdentity.INDEX);
        assertThat(some("full_identity").identity()).isEqualTo(ReplicaIdentity.FULL);
        assertThat(some("a.b").identity()).isEqualTo(ReplicaIdentity.NOTHING);
    }

    @Test
    void sizes_are_estimates_and_those_of_partitions_add_up() {
        assertThat(some("items").rows()).isEqualTo(200);
        assertThat(some("items").bytes()).isGreaterThan(200_000);
        assertThat(some("parted").rows()).isEqualTo(500);
        assertThat(some("parted").bytes()).isPositive();
    }

    @Test
    void a_publication_without_tables_is_there_and_one_that_is_not_is_missing() {
        assertThat(page("orders", published("nothing"), null, null, 9).items()).isEmpty();
        assertThat(watched.tables("orders", new TableSearch(published("'; --"), null, null, null, 9)))
                .isEqualTo(new TableReading.Missing());
    }

    @Test
    void row_filters_and_column_lists_are_told() {
        if (version.atLeast(PostgresVersion.V15)) {
            fleet.server("orders")
                    .database()
                    .sql(
                            "drop publication if exists filtered",
                            "create publication filtered for table items (id, payload) where (id > 10), orders");
            List<ListedTable> tables =
                    page("orders", published("filtered"), null, null, 9).items();

            assertThat(tables.getFirst().filter()).isEqualTo("(id > 10)");
            assertThat(tables.getFirst().columns()).containsExactly("id", "payload");
            assertThat(tables.getLast().filter()).isNull();
            assertThat(tables.getLast().columns()).isEmpty();
        } else {
            assertThat(some("items").filter()).isNull();
            assertThat(some("items").columns()).isEmpty();
        }
    }

    private PublishableReading.Page publishable(
            @Nullable String schema,
            @Nullable String table,
            @Nullable String text,
            @Nullable TableName after,
            int limit) {
        return (PublishableReading.Page)
                watched.publishable("orders", new PublishableSearch(schema, table, text, true, after, limit));
    }

    private PublishableTable publishable(String table) {
        return publishable("public", table, null, null, 9).items().getFirst();
    }

    @Test
    void what_could_be_published_is_listed_without_views_and_unlogged_tables() {
        assertThat(publishable(null, null, null, null, 100).items())
                .extracting(each -> each.name().toString())
                .containsExactly(
                        "Odd \"schema\".a.b",
                        "public.by_index",
                        "public.full_identity",
                        "public.items",
                        "public.orders",
                        "public.parted",
                        "public.parted_high",
                        "public.parted_low");
        assertThat(publishable("Odd \"schema\"", "a.b", null, null, 9).items()).hasSize(1);
        assertThat(publishable("public", "a.b", null, null, 9).items()).isEmpty();
        assertThat(publishable(null, null, "PARTED_", null, 9).items()).hasSize(2);
        PublishableReading.Page first = publishable("public", null, null, null, 2);
        assertThat(publishable("public", null, null, first.next(), 9).items())
                .first()
                .isEqualTo(publishable("items"));
    }

    @Test
    void what_could_be_published_tells_of_partitions_keys_columns_and_publications() {
        PublishableTable items = publishable("items");
        assertThat(items.key()).containsExactly("id");
        assertThat(items.bytes()).isGreaterThan(200_000);
        assertThat(items.columns()).extracting(Column::name).startsWith("id");
        assertThat(items.columns()).extracting(Column::type).contains("text");
        assertThat(publishable("orders").columns())
                .filteredOn(Column::generated)
                .extracting(Column::name)
                .containsExactly("doubled");
        assertThat(publishable("by_index").identity()).isEqualTo(ReplicaIdentity.INDEX);
        assertThat(publishable("by_index").key()).containsExactly("id");
        assertThat(publishable("full_identity").key()).isEmpty();

        assertThat(publishable("parted").partitioned()).isTrue();
        assertThat(publishable("parted").rows()).isEqualTo(500);
        assertThat(publishable("parted_low").parent()).isEqualTo(new TableName("public", "parted"));
        assertThat(publishable("parted_high").publications())
                .extracting(PublicationName::value)
                .contains("everything", "leaves", "picked", "roots")
                .doesNotContain("nothing");
        assertThat(publishable("full_identity").publications())
                .extracting(PublicationName::value)
                .contains("picked")
                .doesNotContain("leaves");
    }

    @Test
    void a_database_that_is_not_there_has_nothing_to_publish() {
        var there = fleet.server("orders");
        watched.register("gone", new Endpoint(there.host(), there.port()), "gone");

        assertThat(watched.publishable("gone", new PublishableSearch(null, null, null, false, null, 9)))
                .isInstanceOfSatisfying(
                        PublishableReading.Unread.class,
                        unread -> assertThat(unread.trouble().code()).isEqualTo("database_missing"));
        watched.forget("gone");
    }

    private Of subscription() {
        watched.poll();
        Seen seen = Objects.requireNonNull(watched.observation("reporting").lastSeen());
        Oid oid = Objects.requireNonNull(seen.databases().getFirst().lastSeen()).subscriptions().stream()
                .map(Subscription::oid)
                .findFirst()
                .orElseThrow();
        return new OfSubscription(oid);
    }

    @Test
    void the_tables_of_a_subscription_tell_how_far_their_copies_are() {
        Of subscription = subscription();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                page("reporting", subscription, null, null, 9).items())
                        .extracting(each -> each.name().toString())
                        .containsExactly("public.items", "public.orders"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                page("reporting", subscription, null, null, 9).items())
                        .extracting(ListedTable::copy)
                        .extracting(copy -> Objects.requireNonNull(copy).state())
                        .containsOnly(TableState.READY));
        assertThat(page("reporting", subscription, "items", null, 9)
                        .items()
                        .getFirst()
                        .copy())
                .extracting(Copy::bytes)
                .isNull();
        assertThat(((Page) watched.tables(
                                "reporting", new TableSearch(subscription, null, TableState.COPYING, null, 9)))
                        .items())
                .isEmpty();
    }

    @Test
    void a_database_that_is_not_there_is_a_trouble() {
        watched.register(
                "nowhere",
                new Endpoint(
                        fleet.server("orders").host(), fleet.server("orders").port()),
                "nowhere");

        assertThat(watched.tables("nowhere", new TableSearch(published("picked"), null, null, null, 9)))
                .isInstanceOfSatisfying(
                        TableReading.Unread.class,
                        unread -> assertThat(unread.trouble().code()).isEqualTo("database_missing"));
        watched.forget("nowhere");
    }
}
