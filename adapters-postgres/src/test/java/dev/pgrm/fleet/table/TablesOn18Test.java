package dev.pgrm.fleet.table;

import dev.pgrm.devkit.postgres.PostgresVersion;
import org.junit.jupiter.api.Tag;

@Tag("servers")
class TablesOn18Test extends TablesContract {
    TablesOn18Test() {
        super(PostgresVersion.V18);
    }
}
