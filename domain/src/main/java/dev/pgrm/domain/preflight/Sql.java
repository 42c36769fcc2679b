package dev.pgrm.domain.preflight;

import dev.pgrm.domain.postgres.Quoted;
import dev.pgrm.domain.postgres.TableName;

/** Names as statements hold them. */
final class Sql {
    private Sql() {}

    static String of(TableName table) {
        return Quoted.identifier(table.schema()) + "." + Quoted.identifier(table.name());
    }
}
