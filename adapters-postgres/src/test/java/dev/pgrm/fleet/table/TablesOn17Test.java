package dev.pgrm.fleet.table;

import dev.pgrm.devkit.postgres.PostgresVersion;
import org.junit.jupiter.api.Tag;

@Tag("matrix")
class TablesOn17Test extends TablesContract {
    TablesOn17Test() {
        super(PostgresVersion.V17);
    }
}
