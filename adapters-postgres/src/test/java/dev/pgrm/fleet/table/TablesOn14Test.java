package dev.pgrm.fleet.table;

import dev.pgrm.devkit.postgres.PostgresVersion;
import org.junit.jupiter.api.Tag;

@Tag("servers")
class TablesOn14Test extends TablesContract {
    TablesOn14Test() {
        super(PostgresVersion.V14);
    }
}
