package dev.pgrm.fleet.table;

import dev.pgrm.devkit.postgres.PostgresVersion;
import org.junit.jupiter.api.Tag;

@Tag("matrix")
class TablesOn16Test extends TablesContract {
    TablesOn16Test() {
        super(PostgresVersion.V16);
    }
}
