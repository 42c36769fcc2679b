package dev.pgrm.devkit.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** One parameter group: the engine's defaults that matter for replication, and what a user set. */
final class DbParameters {
    private final Map<String, ObjectNode> parameters = new TreeMap<>();

    DbParameters() {
        engineDefault("rds.logical_replication", "0", "static", "boolean");
        engineDefault("rds.force_ssl", "1", "dynamic", "boolean");
        engineDefault("max_replication_slots", "20", "static", "integer");
        engineDefault("max_wal_senders", "35", "static", "integer");
        engineDefault("max_logical_replication_workers", "4", "static", "integer");
        engineDefault("max_worker_processes", "GREATEST({DBInstanceVCPU*2},8)", "static", "integer");
        engineDefault("max_slot_wal_keep_size", "-1", "dynamic", "integer");
        engineDefault("wal_sender_timeout", "30000", "dynamic", "integer");
        engineDefault("shared_preload_libraries", "pg_stat_statements", "static", "list");
        engineDefault("hot_standby_feedback", "0", "dynamic", "boolean");
    }

    void set(String name, String value) {
        parameters
                .computeIfAbsent(name, _ -> parameter(name, "dynamic", "string"))
                .put("ParameterValue", value)
                .put("Source", "user");
    }

    Collection<ObjectNode> all() {
        return parameters.values();
    }

    private void engineDefault(String name, String value, String applyType, String dataType) {
        parameters.put(
                name,
                parameter(name, applyType, dataType)
                        .put("ParameterValue", value)
                        .put("Source", "engine-default"));
    }

    private static ObjectNode parameter(String name, String applyType, String dataType) {
        return Trees.object()
                .put("ParameterName", name)
                .put("ApplyType", applyType)
                .put("DataType", dataType)
                .put("IsModifiable", true)
                .put("ApplyMethod", applyType.equals("static") ? "pending-reboot" : "immediate");
    }
}
