package dev.pgrm.fleet.poll;

import dev.pgrm.fleet.poll.UpkeepSection.Upkeep;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is dear to ask for and changes slowly: the size of the folder of WAL, of which each file is looked up, and the conflicts of
 * standbys, for which servers before 15 read a file with the statistics of every table.
 */
final class UpkeepSection implements Section<Upkeep> {
    record Upkeep(@Nullable Long walBytes, Map<String, Long> recoveryConflicts) {}

    private static final String[] KINDS = {"tablespace", "lock", "snapshot", "bufferpin", "deadlock"};

    @Override
    public String sql(Capabilities capabilities) {
        return String.format(
                Locale.ROOT,
                """
            select %s as wal_bytes, sum(confl_tablespace)::int8 as tablespace, sum(confl_lock)::int8 as lock,
                   sum(confl_snapshot)::int8 as snapshot, sum(confl_bufferpin)::int8 as bufferpin,
                   sum(confl_deadlock)::int8 as deadlock, %s as active_logicalslot
              from pg_stat_database_conflicts
             where pg_is_in_recovery()
            """,
                capabilities.privileges().monitors() && !capabilities.aurora()
                        ? "(select sum(size)::int8 from pg_ls_waldir())"
                        : "null::int8",
                capabilities.since(16, "sum(confl_active_logicalslot)::int8", "int8"));
    }

    @Override
    public Upkeep read(ResultSet row) throws SQLException {
        row.next();
        var conflicts = new HashMap<String, Long>();
        for (String kind : KINDS) {
            put(conflicts, kind, row);
        }
        put(conflicts, "active_logicalslot", row);
        return new Upkeep(Rows.number(row, "wal_bytes"), conflicts);
    }

    private static void put(Map<String, Long> conflicts, String kind, ResultSet row) throws SQLException {
        Long number = Rows.number(row, kind);
        if (number != null) {
            conflicts.put(kind, number);
        }
    }
}
