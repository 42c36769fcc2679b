package dev.pgrm.fleet.table;

import dev.pgrm.devkit.postgres.PostgresVersion;
import org.junit.jupiter.api.Tag;

@Tag("matrix")
class TablesOn15Test extends TablesContract {
    TablesOn15Test() {
        super(PostgresVersion.V15);
    }
}
