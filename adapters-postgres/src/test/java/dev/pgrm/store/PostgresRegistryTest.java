package dev.pgrm.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.pgrm.application.Transactions;
import dev.pgrm.application.database.Registry;
import dev.pgrm.application.database.RegistryContract;
import dev.pgrm.application.database.Specs;
import dev.pgrm.application.stream.KeptConnection;
import dev.pgrm.application.stream.KeptConnections;
import dev.pgrm.application.topology.IdentityStore;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.Keeper;
import dev.pgrm.domain.postgres.Conninfo;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.stream.SubscriptionId;
import dev.pgrm.domain.topology.Evidence;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("servers")
class PostgresRegistryTest extends RegistryContract {
    @RegisterExtension
    static final StoreUnderTest STORE = new StoreUnderTest();

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Evidence SERVER = Evidence.ofServerAt(new Endpoint("db-1", 5432));
    private static final Evidence NODE = Evidence.ofDatabaseOn(SERVER.text(), "orders");

    @Override
    protected Registry registry() {
        return STORE.get(Registry.class);
    }

    @Test
    void takes_the_ids_of_the_placeholders_that_stood_there() {
        UUID server = minted(SERVER);
        UUID node = minted(NODE);

        Database added = add(Specs.on("DB-1", "any-name", "orders"));

        assertThat(added.serverId().value()).isEqualTo(server);
        assertThat(added.id().value()).isEqualTo(node);
    }

    @Test
    void takes_the_id_of_the_placeholder_on_a_registered_server() {
        Database stock = add(Specs.on("db-1", "stock"));
        UUID node = minted(Evidence.ofDatabaseOn(stock.serverId().toString(), "orders"));

        assertThat(add(Specs.on("db-1", "orders")).id().value()).isEqualTo(node);
    }

    @Test
    void takes_no_id_that_another_database_has() {
        minted(NODE);
        Database first = add(Specs.on("db-1", "first", "orders"));
        Database second = add(Specs.on("db-1", "second", "orders"));

        assertThat(second.id()).isNotEqualTo(first.id());
    }

    @Test
    void what_is_registered_again_has_its_old_ids() {
        Database before = add(Specs.on("db-1", "orders"));
        registry().remove(before.id(), before.version());

        Database again = add(Specs.on("db-1", "orders"));

        assertThat(again.id()).isEqualTo(before.id());
        assertThat(again.serverId()).isEqualTo(before.serverId());
        assertThat(minted(NODE)).isEqualTo(before.id().value());
    }

    @Test
    void what_stands_where_a_database_was_before_it_moved_is_something_else() {
        Database before = add(Specs.on("db-1", "orders"));

        registry().change(before.id(), before.version(), Specs.on("db-2", "orders"), Keeper.PEOPLE, "ada", NOW);

        assertThat(minted(NODE)).isNotEqualTo(before.id().value());
        assertThat(minted(Evidence.ofDatabaseOn(
                        Evidence.ofServerAt(new Endpoint("db-2", 5432)).text(), "orders")))
                .isEqualTo(before.id().value());
    }

    @Test
    void subscriptions_whose_connection_is_ours_are_managed() {
        Database target = add(Specs.on("db-1", "orders"));
        var subscription = new SubscriptionId(target.id(), new Oid(7));
        STORE.get(KeptConnections.class)
                .keep(new KeptConnection(
                        subscription,
                        target.id(),
                        null,
                        new Conninfo(new Endpoint("db-2", 5432), "shop", "prefer", null, null),
                        null,
                        NOW));

        assertThat(registry().all().managed()).containsExactly(subscription);
    }

    @Test
    void falls_with_the_transaction_around_it() {
        assertThatIllegalStateException()
                .isThrownBy(() -> STORE.get(Transactions.class).within(() -> {
                    add(Specs.on("db-1", "orders"));
                    throw new IllegalStateException("the audit entry could not be written");
                }));

        assertThat(registry().all().databases()).isEmpty();
        assertThat(registry().all().servers()).isEmpty();
    }

    private Database add(DatabaseSpec spec) {
        return registry().add(spec, Keeper.PEOPLE, "ada", NOW);
    }

    private static UUID minted(Evidence evidence) {
        var all = STORE.get(IdentityStore.class).identify(List.of(Set.of(evidence)));
        return Objects.requireNonNull(all.minted().get(evidence)).id();
    }
}
