package dev.pgrm.domain.observation;

import dev.pgrm.domain.observation.ServerFacts.ManagedBy;
import dev.pgrm.domain.postgres.Quoted;
import org.jspecify.annotations.Nullable;

/**
 * How a setting of a server is changed: by SQL where people keep the server, else in the way of whoever keeps it.
 *
 * @param words what to do
 * @param sql the same as statements, where statements do all of it
 */
public record SettingChange(String words, @Nullable String sql) {

    /** Of a setting for which loading the configuration anew is enough. */
    public static SettingChange reloaded(ServerFacts server, String setting, String value) {
        return reloaded(server.identity().managedBy(), setting, value);
    }

    /** @param managed by whom the server is kept, unless by people, or unless nobody knows */
    public static SettingChange reloaded(@Nullable ManagedBy managed, String setting, String value) {
        String sql = alter(setting, value) + "; select pg_reload_conf();";
        return managed == null
                ? new SettingChange(sql, sql)
                : new SettingChange(elsewhere(managed, setting, value, ""), null);
    }

    /** Of a setting that wants a restart. */
    public static SettingChange restarted(ServerFacts server, String setting, String value) {
        ManagedBy managed = server.identity().managedBy();
        return new SettingChange(
                managed == null
                        ? alter(setting, value) + "; then restart the server"
                        : elsewhere(
                                managed,
                                setting,
                                value,
                                managed == ManagedBy.CLOUDSQL ? " (it restarts)" : " and reboot it"),
                null);
    }

    private static String alter(String setting, String value) {
        return "alter system set " + setting + " = " + Quoted.literal(value);
    }

    private static String elsewhere(ManagedBy managed, String setting, String value, String then) {
        String assigned = setting + " = " + (value.isEmpty() ? "''" : value);
        return switch (managed) {
            case RDS, AURORA -> "set " + assigned + " in its parameter group" + then;
            case CLOUDSQL -> "set its database flag " + assigned + then;
        };
    }
}
