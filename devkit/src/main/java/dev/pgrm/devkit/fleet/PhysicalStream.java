package dev.pgrm.devkit.fleet;

import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.devkit.postgres.SqlFailed;

/** A standby and what it follows. */
public record PhysicalStream(PostgresServer upstream, PostgresServer standby) {
    public boolean streaming() {
        return holds("select status = 'streaming' from pg_stat_wal_receiver");
    }

    public boolean replayed(String lsn) {
        return holds("select pg_last_wal_replay_lsn() >= ?::pg_lsn", lsn);
    }

    private boolean holds(String condition, Object... parameters) {
        try {
            return "t".equals(standby.value(condition, parameters));
        } catch (SqlFailed e) {
            return false;
        }
    }
}
