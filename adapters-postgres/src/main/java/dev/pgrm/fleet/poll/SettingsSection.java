package dev.pgrm.fleet.poll;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Settings that bear on replication, one column each: asking for them by name is many times cheaper than the view of all, and
 * they are asked for only when the server has loaded its configuration since. None of them is secret; primary_conninfo, which is, must never be added.
 */
final class SettingsSection implements Section<Map<String, String>> {
    private static final String LOADED_AT = "(extract(epoch from pg_conf_load_time()) * 1000000)::int8";

    static final List<String> NAMES = List.of(
            "wal_level",
            "max_wal_senders",
            "max_replication_slots",
            "max_active_replication_origins",
            "max_logical_replication_workers",
            "max_sync_workers_per_subscription",
            "max_parallel_apply_workers_per_subscription",
            "max_worker_processes",
            "max_prepared_transactions",
            "max_slot_wal_keep_size",
            "wal_keep_size",
            "max_wal_size",
            "idle_replication_slot_timeout",
            "logical_decoding_work_mem",
            "wal_retrieve_retry_interval",
            "wal_receiver_status_interval",
            "wal_receiver_timeout",
            "wal_sender_timeout",
            "wal_receiver_create_temp_slot",
            "hot_standby_feedback",
            "max_standby_streaming_delay",
            "sync_replication_slots",
            "synchronized_standby_slots",
            "synchronous_standby_names",
            "recovery_min_apply_delay",
            "track_commit_timestamp",
            "cluster_name",
            "primary_slot_name");

    private volatile Map<String, String> known = Map.of();
    private volatile long loadedAt = -1;

    @Override
    public String sql(Capabilities capabilities) {
        return NAMES.stream()
                .map(name -> "current_setting('" + name + "', true)")
                .collect(Collectors.joining(
                        ",\n       ", "select " + LOADED_AT + ",\n       ", "\n where " + LOADED_AT + " <> ?::int8"));
    }

    @Override
    public int bind(PreparedStatement statement, int first) throws SQLException {
        statement.setLong(first, loadedAt);
        return first + 1;
    }

    @Override
    public Map<String, String> read(ResultSet row) throws SQLException {
        if (row.next()) {
            var settings = new HashMap<String, String>();
            for (int i = 0; i < NAMES.size(); i++) {
                String value = row.getString(i + 2);
                if (value != null) {
                    settings.put(NAMES.get(i), value);
                }
            }
            known = Map.copyOf(settings);
            loadedAt = row.getLong(1);
        }
        return known;
    }
}
