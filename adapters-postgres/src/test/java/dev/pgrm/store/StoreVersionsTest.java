package dev.pgrm.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.application.database.Registry;
import dev.pgrm.application.database.Specs;
import dev.pgrm.application.operation.Claims;
import dev.pgrm.application.operation.Journal;
import dev.pgrm.application.operation.Operations;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.devkit.postgres.PostgresVersion;
import dev.pgrm.domain.database.Keeper;
import dev.pgrm.domain.operation.Epoch;
import io.micronaut.context.ApplicationContext;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("servers")
@Tag("matrix")
class StoreVersionsTest {
    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void may_live_on_any_version_that_pgrm_manages(PostgresVersion version) {
        try (PostgresServer server =
                        PostgresServer.builder("store").version(version).start();
                ApplicationContext context = StoreUnderTest.context(StoreServer.settings(server.database()))) {
            context.getBean(StoreSchema.class).migrate();
            var registry = context.getBean(Registry.class);
            var database = registry.add(Specs.complete("orders"), Keeper.PEOPLE, "ada", Instant.EPOCH);
            var operation = Operations.pending("orders");
            context.getBean(Journal.class).open(operation);

            assertThat(registry.all().databases()).containsExactly(database);
            assertThat(context.getBean(Claims.class)
                            .claim(operation.id(), Epoch.UNCLAIMED, new WorkerId(UUID.randomUUID())))
                    .isEqualTo(new Epoch(1));
        }
    }
}
