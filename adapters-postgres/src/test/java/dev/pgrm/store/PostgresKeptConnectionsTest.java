package dev.pgrm.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.application.database.Registry;
import dev.pgrm.application.database.Specs;
import dev.pgrm.application.stream.KeptConnections;
import dev.pgrm.application.stream.KeptConnectionsContract;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.database.Keeper;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("servers")
class PostgresKeptConnectionsTest extends KeptConnectionsContract {
    @RegisterExtension
    static final StoreUnderTest STORE = new StoreUnderTest();

    @Override
    protected KeptConnections kept() {
        return STORE.get(KeptConnections.class);
    }

    @Override
    protected DatabaseId registered(String name) {
        return registry().all().databases().stream()
                .filter(database -> database.name().equals(name))
                .findFirst()
                .orElseGet(() -> registry().add(Specs.on(name + ".example", name), Keeper.PEOPLE, "ada", NOON))
                .id();
    }

    private Registry registry() {
        return STORE.get(Registry.class);
    }

    @Test
    void what_is_not_registered_any_more_is_forgotten() {
        kept().keep(connection());
        Database source = Objects.requireNonNull(registry().find(registered("source")));

        registry().remove(source.id(), source.version());

        assertThat(kept().all()).isEmpty();
    }

    @Test
    void no_row_holds_a_secret() {
        kept().keep(connection());

        assertThat(STORE.database()
                        .query("select cast(k as text) from kept_connection k")
                        .toString())
                .contains("pbkdf2-sha256", "db-1")
                .doesNotContain(ACCOUNT.username(), Objects.requireNonNull(ACCOUNT.password()));
    }
}
