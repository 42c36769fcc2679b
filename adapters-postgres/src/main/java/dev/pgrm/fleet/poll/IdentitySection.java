package dev.pgrm.fleet.poll;

import dev.pgrm.domain.observation.ServerFacts.Identity;
import dev.pgrm.domain.observation.ServerFacts.ManagedBy;
import dev.pgrm.domain.observation.ServerFacts.WalPosition;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.PgVersion;
import dev.pgrm.domain.postgres.SystemIdentifier;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who the server is and where its log stands. */
final class IdentitySection implements Section<IdentitySection.Standing> {

    record Standing(Identity identity, WalPosition wal) {}

    @Override
    public String sql(Capabilities capabilities) {
        return String.format(Locale.ROOT, """
            select control.system_identifier::text as system_identifier,
                   pg_is_in_recovery() as in_recovery,
                   %s,
                   pg_postmaster_start_time() as started_at,
                   host(inet_server_addr()) as listen_host,
                   inet_server_port() as listen_port,
                   current_setting('rds.extensions', true) is not null as rds,
                   current_setting('cloudsql.logical_decoding', true) is not null as cloudsql,
                   current_setting('server_version_num')::int as version
              from pg_control_system() as control
            """, capabilities.aurora() ? POSITIONS_ON_AURORA : POSITIONS);
    }

    // The CASEs keep functions that fail on the other kind of server from being called; being volatile, they are not
    // evaluated in advance either.
    private static final String POSITIONS = """
        case when pg_is_in_recovery()
                        then (select timeline_id from pg_control_checkpoint())
                        else ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int
                   end as timeline,
                   case when pg_is_in_recovery()
                        then coalesce(greatest(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn()), '0/0')
                        else pg_current_wal_lsn()
                   end as wal_end,
                   pg_last_wal_replay_lsn() as replayed,
                   pg_last_xact_replay_timestamp() as last_replayed_at,
                   false as aurora""";

    /** Its readers have no WAL at all, its writer has some only for logical replication, and there are no timelines. */
    private static final String POSITIONS_ON_AURORA = """
        1 as timeline,
                   case when pg_is_in_recovery() or current_setting('wal_level') <> 'logical'
                        then '0/0'
                        else pg_current_wal_lsn()
                   end as wal_end,
                   null::pg_lsn as replayed,
                   null::timestamptz as last_replayed_at,
                   true as aurora""";

    @Override
    public Standing read(ResultSet row) throws SQLException {
        row.next();
        boolean inRecovery = row.getBoolean("in_recovery");
        Identity identity = new Identity(
                SystemIdentifier.parse(row.getString("system_identifier")),
                row.getInt("timeline"),
                new PgVersion(row.getInt("version")),
                inRecovery,
                Objects.requireNonNull(Rows.instant(row, "started_at")),
                listening(row),
                managedBy(row));
        Lsn end = Objects.requireNonNull(Rows.lsn(row, "wal_end"));
        return new Standing(
                identity,
                inRecovery
                        ? new WalPosition(end, Rows.lsn(row, "replayed"), Rows.instant(row, "last_replayed_at"))
                        : new WalPosition(end, null, null));
    }

    /** Nothing when the session came over a Unix socket. */
    private static @Nullable Endpoint listening(ResultSet row) throws SQLException {
        String host = row.getString("listen_host");
        Integer port = Rows.integer(row, "listen_port");
        return host == null || port == null ? null : new Endpoint(host, port);
    }

    private static @Nullable ManagedBy managedBy(ResultSet row) throws SQLException {
        if (row.getBoolean("aurora")) {
            return ManagedBy.AURORA;
        }
        if (row.getBoolean("rds")) {
            return ManagedBy.RDS;
        }
        return row.getBoolean("cloudsql") ? ManagedBy.CLOUDSQL : null;
    }
}
