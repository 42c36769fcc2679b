package dev.pgrm.devkit.postgres;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The settings every server of the devkit starts from, embedded or not. Standbys refuse to have fewer workers and slots than their primary, so all have the same. */
public final class ServerSettings {
    private ServerSettings() {}

    public static Map<String, String> of(ServerSpec spec) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("cluster_name", spec.name());
        all.put("wal_level", "logical");
        all.put("shared_buffers", "16MB");
        all.put("max_connections", "100");
        all.put("max_wal_senders", "20");
        all.put("max_replication_slots", "20");
        all.put("max_logical_replication_workers", "16");
        all.put("max_sync_workers_per_subscription", "4");
        all.put("max_worker_processes", "32");
        all.put("max_prepared_transactions", "10");
        all.put("wal_retrieve_retry_interval", "500ms");
        all.put("fsync", spec.durability() == Durability.DURABLE ? "on" : "off");
        all.put("password_encryption", "scram-sha-256");
        all.put("logging_collector", "off");
        all.put("log_line_prefix", "%m [%p] %b %a %q%u@%d ");
        all.put("log_timezone", "UTC");
        all.put("timezone", "UTC");
        all.putAll(spec.settings());
        return all;
    }

    static String asFile(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + " = " + Identifiers.literal(setting.getValue()) + "\n")
                .collect(Collectors.joining());
    }
}
