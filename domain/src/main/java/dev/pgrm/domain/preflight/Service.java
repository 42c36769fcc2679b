package dev.pgrm.domain.preflight;

import dev.pgrm.domain.postgres.Quoted;

/** Who runs the server, as far as it changes what an administrator has to do. Known by the roles that it comes with. */
public enum Service {
    RDS("rds_superuser"),
    AURORA("rds_superuser"),
    CLOUD_SQL("cloudsqlsuperuser"),
    AZURE("azure_pg_admin"),
    NONE("");

    private final String administrators;

    Service(String administrators) {
        this.administrators = administrators;
    }

    public static Service of(String administrators, boolean aurora) {
        return switch (administrators) {
            case "rds_superuser" -> aurora ? AURORA : RDS;
            case "cloudsqlsuperuser" -> CLOUD_SQL;
            case "azure_pg_admin" -> AZURE;
            default -> NONE;
        };
    }

    /** What lets a role create subscriptions. */
    public String letSubscribe(String role, String database, boolean hasPredefinedRole) {
        if (this != NONE) {
            return "grant " + administrators + " to " + Quoted.identifier(role);
        }
        return hasPredefinedRole
                ? "grant pg_create_subscription to " + Quoted.identifier(role) + "; grant create on database "
                        + Quoted.identifier(database) + " to " + Quoted.identifier(role)
                : "alter role " + Quoted.identifier(role) + " superuser: before PostgreSQL 16 only superusers may";
    }

    /** What lets a role replicate. */
    public String letReplicate(String role) {
        return switch (this) {
            case RDS, AURORA -> "grant rds_replication to " + Quoted.identifier(role);
            case CLOUD_SQL, AZURE, NONE -> "alter role " + Quoted.identifier(role) + " with replication";
        };
    }

    /** How its settings are changed when that takes a restart. */
    public String restarting(String setting, String value) {
        return switch (this) {
            case RDS -> "set " + setting + " to " + value + " in the instance's parameter group, and reboot it";
            case AURORA ->
                "set " + setting + " to " + value + " in the cluster's parameter group, and reboot the writer";
            case CLOUD_SQL -> "set the flag " + setting + " to " + value + " on the instance, which restarts it";
            case AZURE -> "set the server parameter " + setting + " to " + value + ", and restart the server";
            case NONE -> "alter system set " + setting + " = " + value + ", and restart the server";
        };
    }

    public String decodingLogically() {
        return switch (this) {
            case RDS, AURORA -> restarting("rds.logical_replication", "1");
            case CLOUD_SQL -> restarting("cloudsql.logical_decoding", "on");
            case AZURE -> restarting("wal_level", "logical");
            case NONE -> restarting("wal_level", "'logical'");
        };
    }
}
