package dev.pgrm.application.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pgrm.application.AtOnce;
import dev.pgrm.application.AtOnce.End;
import dev.pgrm.application.database.Registry.NameTaken;
import dev.pgrm.application.database.Registry.Page;
import dev.pgrm.application.database.Registry.VersionConflict;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.DeclaredRole;
import dev.pgrm.domain.database.Keeper;
import dev.pgrm.domain.database.Provider;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.server.Server;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every registry keeps to. It begins empty. */
public abstract class RegistryContract {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.123456Z");
    private static final Instant LATER = NOW.plusSeconds(60);

    protected abstract Registry registry();

    @Test
    void finds_a_database_just_as_it_was_added() {
        Database added = registry().add(Specs.complete("orders"), Keeper.PEOPLE, "ada", NOW);

        assertThat(added.spec()).isEqualTo(Specs.complete("orders"));
        assertThat(added.createdAt()).isEqualTo(NOW);
        assertThat(added.createdBy()).isEqualTo("ada");
        assertThat(registry().find(added.id())).isEqualTo(added);
        assertThat(registry().all().databases()).containsExactly(added);
    }

    @Test
    void finds_nothing_under_an_unknown_id() {
        assertThat(registry().find(new DatabaseId(UUID.randomUUID()))).isNull();
    }

    @Test
    void databases_at_one_address_share_a_server() {
        Database orders = add(Specs.on("db-1", "orders"));
        Database stock = add(Specs.on("DB-1", "stock"));
        Database other = add(Specs.on("db-2", "other"));

        assertThat(stock.serverId()).isEqualTo(orders.serverId()).isNotEqualTo(other.serverId());
        assertThat(registry().all().servers())
                .containsExactlyInAnyOrder(
                        new Server(orders.serverId(), new Endpoint("db-1", 5432)),
                        new Server(other.serverId(), new Endpoint("db-2", 5432)));
    }

    @Test
    void refuses_a_name_that_another_has() {
        add(Specs.on("db-1", "orders"));
        Database stock = add(Specs.on("db-2", "stock"));

        assertThatExceptionOfType(NameTaken.class)
                .isThrownBy(() -> add(Specs.on("db-3", "orders")))
                .withMessageContaining("'orders'");
        assertThatExceptionOfType(NameTaken.class)
                .isThrownBy(() -> change(stock, stock.version(), Specs.on("db-2", "orders")));
        assertThat(registry().all().servers()).hasSize(2);
        assertThat(registry().find(stock.id())).isEqualTo(stock);
    }

    @Test
    void of_many_who_want_one_name_at_once_one_gets_it() throws InterruptedException {
        List<End<Database>> ends = AtOnce.run(8, i -> add(Specs.on("db-" + i, "orders")));

        assertThat(ends).filteredOn(end -> end.failure() == null).hasSize(1);
        assertThat(ends)
                .filteredOn(end -> end.failure() != null)
                .extracting(End::failure)
                .hasOnlyElementsOfType(NameTaken.class);
        assertThat(registry().all().databases()).hasSize(1);
        assertThat(registry().all().servers()).hasSize(1);
    }

    @Test
    void a_change_is_stamped_and_raises_the_version() {
        Database before = add(Specs.on("db-1", "orders"));

        Database after = registry()
                .change(before.id(), before.version(), Specs.complete("renamed"), Keeper.PEOPLE, "bob", LATER);

        assertThat(after.version()).isGreaterThan(before.version());
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.spec()).isEqualTo(Specs.complete("renamed"));
        assertThat(after.createdAt()).isEqualTo(NOW);
        assertThat(after.createdBy()).isEqualTo("ada");
        assertThat(after.updatedAt()).isEqualTo(LATER);
        assertThat(after.updatedBy()).isEqualTo("bob");
        assertThat(registry().find(before.id())).isEqualTo(after);
    }

    @Test
    void refuses_a_change_against_an_older_version() {
        Database before = add(Specs.on("db-1", "orders"));
        Database after = change(before, before.version(), Specs.on("db-1", "renamed"));

        assertThatExceptionOfType(VersionConflict.class)
                .isThrownBy(() -> change(before, before.version(), Specs.on("db-1", "too-late")));
        assertThatExceptionOfType(VersionConflict.class)
                .isThrownBy(() -> registry().remove(before.id(), before.version()));
        assertThat(registry().find(before.id())).isEqualTo(after);
    }

    @Test
    void of_many_changes_at_once_against_one_version_one_wins() throws InterruptedException {
        Database before = add(Specs.on("db-1", "orders"));

        List<End<Database>> ends =
                AtOnce.run(8, i -> change(before, before.version(), Specs.on("db-" + i, "orders-" + i)));

        assertThat(ends).filteredOn(end -> end.failure() == null).hasSize(1);
        assertThat(ends)
                .filteredOn(end -> end.failure() != null)
                .extracting(End::failure)
                .hasOnlyElementsOfType(VersionConflict.class);
        assertThat(registry().all().servers()).hasSize(1);
    }

    @Test
    void a_database_that_goes_elsewhere_leaves_no_empty_server() {
        Database orders = add(Specs.on("db-1", "orders"));
        Database stock = add(Specs.on("db-2", "stock"));

        Database moved = change(orders, orders.version(), Specs.on("db-2", "orders"));

        assertThat(moved.id()).isEqualTo(orders.id());
        assertThat(moved.serverId()).isEqualTo(stock.serverId());
        assertThat(registry().all().servers()).extracting(Server::id).containsExactly(stock.serverId());
    }

    @Test
    void removes_a_server_with_its_last_database() {
        Database orders = add(Specs.on("db-1", "orders"));
        Database stock = add(Specs.on("db-1", "stock"));

        registry().remove(orders.id(), orders.version());
        assertThat(registry().all().servers()).hasSize(1);
        registry().remove(stock.id(), stock.version());

        assertThat(registry().all().servers()).isEmpty();
        assertThat(registry().all().databases()).isEmpty();
        assertThatExceptionOfType(VersionConflict.class)
                .isThrownBy(() -> registry().remove(stock.id(), stock.version()));
        assertThatExceptionOfType(VersionConflict.class).isThrownBy(() -> change(stock, stock.version(), stock.spec()));
    }

    @Test
    void comings_and_goings_at_one_address_do_not_hinder_each_other() throws InterruptedException {
        List<End<Database>> ends = AtOnce.run(8, i -> {
            Database database = add(Specs.on("db-1", "orders-" + i));
            registry().remove(database.id(), database.version());
            return database;
        });

        assertThat(ends).extracting(End::failure).containsOnlyNulls();
        assertThat(registry().all().servers()).isEmpty();
    }

    @Test
    void hands_out_pages_by_name_byte_by_byte() {
        Stream.of("b", "a b", "a-b", "A", "a_b", "a").forEach(name -> add(Specs.on("db-1", name)));

        Page first = registry().page(Searching.of(4).search());
        Page second = registry().page(Searching.of(4).after(first.next()).search());

        assertThat(first.items()).extracting(Database::name).containsExactly("A", "a", "a b", "a-b");
        assertThat(second.items()).extracting(Database::name).containsExactly("a_b", "b");
        assertThat(second.next()).isNull();
    }

    @Test
    void a_page_that_is_just_full_is_the_last_one() {
        add(Specs.on("db-1", "a"));
        add(Specs.on("db-1", "b"));

        assertThat(registry().page(Searching.of(2).search()).next()).isNull();
        assertThat(registry().page(Searching.of(1).search()).next()).isEqualTo("a");
    }

    @Test
    void pages_go_on_where_they_were_whatever_comes_and_goes() {
        Stream.of("b", "d", "f").forEach(name -> add(Specs.on("db-1", name)));
        Page first = registry().page(Searching.of(2).search());
        Database last = first.items().getLast();

        registry().remove(last.id(), last.version());
        add(Specs.on("db-1", "a"));
        add(Specs.on("db-1", "e"));

        assertThat(registry().page(Searching.of(2).after(first.next()).search()).items())
                .extracting(Database::name)
                .containsExactly("e", "f");
    }

    @ParameterizedTest
    @CsvSource({
        "ORDERS, orders_all",
        "example.COM, orders_all",
        "db-2.example, orders_all",
        "of 'TODAY', orders_all",
        "PRODuction, orders_all",
        "quoted, orders_all",
        "and: {value}, orders_all",
        "team:orders, orders_all",
        "before you, orders_all",
        "Stock, stock",
        "%, ''",
        "arn:, ''"
    })
    void finds_text_wherever_people_would_look_for_it(String text, String name) {
        add(Specs.complete("orders_all"));
        add(Specs.on("host", "stock", "inventory"));

        assertThat(registry().page(Searching.of(9).text(text).search()).items())
                .extracting(Database::name)
                .containsExactlyElementsOf(name.isEmpty() ? List.of() : List.of(name));
    }

    @Test
    void underscores_are_no_wildcards() {
        add(Specs.on("db-1", "a_b"));
        add(Specs.on("db-1", "a-b"));

        assertThat(registry().page(Searching.of(9).text("A_B").search()).items())
                .extracting(Database::name)
                .containsExactly("a_b");
    }

    @Test
    void filters_narrow_each_other() {
        Database orders = add(Specs.complete("orders"));
        Database kept = registry().add(Specs.on("db-1", "stock"), Keeper.FILE, "file", NOW);

        assertThat(registry().page(Searching.of(9).name("orders").search()).items())
                .containsExactly(orders);
        assertThat(registry().page(Searching.of(9).name("order").search()).items())
                .isEmpty();
        assertThat(registry()
                        .page(Searching.of(9).environment("production").search())
                        .items())
                .containsExactly(orders);
        assertThat(registry()
                        .page(Searching.of(9).provider(Provider.AWS).search())
                        .items())
                .containsExactly(orders);
        assertThat(registry()
                        .page(Searching.of(9).role(DeclaredRole.PRIMARY).search())
                        .items())
                .containsExactly(kept);
        assertThat(registry().page(Searching.of(9).keeper(Keeper.FILE).search()).items())
                .containsExactly(kept);
        assertThat(registry()
                        .page(Searching.of(9).tag("team", "orders").search())
                        .items())
                .containsExactly(orders);
        assertThat(registry()
                        .page(Searching.of(9).tag("team", "stock").search())
                        .items())
                .isEmpty();
        assertThat(registry()
                        .page(Searching.of(9)
                                .tag("team", "orders")
                                .environment("production")
                                .role(DeclaredRole.REPLICA)
                                .search())
                        .items())
                .containsExactly(orders);
        assertThat(registry()
                        .page(Searching.of(9)
                                .tag("team", "orders")
                                .keeper(Keeper.FILE)
                                .search())
                        .items())
                .isEmpty();
    }

    private Database add(DatabaseSpec spec) {
        return registry().add(spec, Keeper.PEOPLE, "ada", NOW);
    }

    private Database change(Database database, long version, DatabaseSpec spec) {
        return registry().change(database.id(), version, spec, Keeper.PEOPLE, "bob", LATER);
    }
}
