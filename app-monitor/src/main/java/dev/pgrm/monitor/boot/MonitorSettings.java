package dev.pgrm.monitor.boot;

import dev.pgrm.application.settings.Settings;
import dev.pgrm.base.BaseSettings;
import dev.pgrm.domain.history.Retention;
import dev.pgrm.domain.orphan.RemovalPolicy;
import dev.pgrm.fleet.connection.SessionLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a monitor.
 *
 * @param heartbeat how often slots of idle databases are looked after; zero for never
 * @param orphans when it removes by itself what streams made here left behind; never, unless it is told to
 * @param environment all variables, since references may name PGRM_SECRET_ ones, and AWS reads its own
 */
record MonitorSettings(
        BaseSettings base,
        @Nullable Path secretsFolder,
        SessionLimits limits,
        Retention retention,
        Duration heartbeat,
        @Nullable RemovalPolicy orphans,
        Map<String, String> environment) {
    private static final Duration SHORTEST_HEARTBEAT = Duration.ofSeconds(5);

    static MonitorSettings read(Map<String, String> environment) throws Settings.Invalid {
        var settings = new Settings(environment);
        var read = new MonitorSettings(
                BaseSettings.read(settings, 8081),
                settings.folder("PGRM_SECRETS_DIR"),
                limits(settings),
                retention(settings),
                settings.duration("PGRM_WAL_HEARTBEAT", Duration.ZERO, SHORTEST_HEARTBEAT),
                orphans(settings),
                Map.copyOf(environment));
        settings.check();
        return read;
    }

    private static SessionLimits limits(Settings settings) {
        return new SessionLimits(
                settings.number("PGRM_CONNECTIONS_PER_DATABASE", SessionLimits.USUAL.perDatabase(), 1, 10),
                settings.number("PGRM_CONNECTIONS_TOTAL", SessionLimits.USUAL.total(), 1, 100_000));
    }

    private static @Nullable RemovalPolicy orphans(Settings settings) {
        Duration after = settings.age("PGRM_REMOVE_ORPHANS_AFTER", RemovalPolicy.LEAST);
        return after == null ? null : new RemovalPolicy(after);
    }

    /** Minutes are kept for two days at least: out of them a day is made into quarters of an hour. */
    private static Retention retention(Settings settings) {
        Retention usual = Retention.USUAL;
        return new Retention(
                Duration.ofHours(settings.number(
                        "PGRM_HISTORY_RAW_HOURS", (int) usual.raw().toHours(), 1, 24 * 31)),
                Duration.ofDays(settings.number(
                        "PGRM_HISTORY_MINUTE_DAYS", (int) usual.minutes().toDays(), 2, 400)),
                Duration.ofDays(settings.number(
                        "PGRM_HISTORY_QUARTER_DAYS", (int) usual.quarters().toDays(), 2, 4000)));
    }

    @Override
    public String toString() {
        return "MonitorSettings[" + base + "]";
    }
}
