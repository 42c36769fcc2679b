package dev.pgrm.domain.health;

import dev.pgrm.domain.health.Diagnosis.End;
import dev.pgrm.domain.health.LogicalCase.Source;
import dev.pgrm.domain.health.LogicalCase.Target;
import dev.pgrm.domain.observation.Limit;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.observation.SettingChange;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Bounds of a server that are reached, or soon will be. */
final class LimitChecks {
    static final String SENDERS = "max_wal_senders";
    static final String SLOTS = "max_replication_slots";
    static final String WORKERS = "max_logical_replication_workers";
    static final String ORIGINS = "max_active_replication_origins";
    private static final double NEARLY = 0.9;

    private static final Map<String, String> CODES = Map.of(
            SENDERS,
            "senders_exhausted",
            SLOTS,
            "slots_exhausted",
            WORKERS,
            "workers_exhausted",
            ORIGINS,
            "origins_exhausted",
            "max_worker_processes",
            "worker_processes_exhausted");

    private static final Map<String, String> WORDS = Map.of(
            SENDERS,
            "WAL senders",
            SLOTS,
            "replication slots",
            WORKERS,
            "logical replication workers",
            ORIGINS,
            "replication origins",
            "max_worker_processes",
            "worker processes");

    private LimitChecks() {}

    static void look(String server, Seen seen, Consumer<Diagnosis> found) {
        for (Limit limit : seen.server().limits()) {
            String code = CODES.getOrDefault(limit.setting(), limit.setting() + "_exhausted");
            String what = words(seen, limit.setting());
            if (limit.most() > 0 && limit.free() == 0) {
                found.accept(Diagnosis.warning(
                        code,
                        "All " + limit.most() + " " + what + " of " + server
                                + " are taken: whatever needs one more will fail",
                        raise(seen, limit.setting())));
            } else if (limit.used() >= NEARLY * limit.most() && limit.most() > 0) {
                found.accept(Diagnosis.note(
                        code.replace("_exhausted", "_scarce"),
                        limit.used() + " of " + limit.most() + " " + what + " of " + server + " are taken",
                        raise(seen, limit.setting())));
            }
        }
    }

    /** Before 18 one setting bounds both. */
    private static String words(Seen seen, String setting) {
        boolean both =
                setting.equals(SLOTS) && !seen.server().identity().version().atLeast(18);
        return both ? "replication slots or origins" : WORDS.getOrDefault(setting, setting);
    }

    static boolean exhausted(Seen seen, String setting) {
        Limit limit = limit(seen, setting);
        return limit != null && limit.most() > 0 && limit.free() == 0;
    }

    private static @Nullable Limit limit(Seen seen, String setting) {
        return seen.server().limits().stream()
                .filter(each -> each.setting().equals(setting))
                .findFirst()
                .orElse(null);
    }

    /** To twice as many, which takes a restart. */
    static String raise(Seen seen, String setting) {
        Limit limit = limit(seen, setting);
        String now = seen.server().settings().getOrDefault(setting, "");
        int most = limit != null ? limit.most() : now.matches("\\d{1,6}") ? Integer.parseInt(now) : 10;
        return SettingChange.restarted(seen.server(), setting, Integer.toString(Math.max(2, most * 2)))
                .words();
    }

    static Diagnosis noWorkerFor(Target target) {
        return Diagnosis.stop(
                "workers_exhausted",
                End.TARGET,
                target.subscription().name() + " on " + target.name()
                        + " has no worker: all logical replication workers of that server are taken",
                "On " + target.name() + ": " + raise(target.seen(), WORKERS)
                        + "; max_worker_processes must be larger than that");
    }

    static Diagnosis noSenderFor(Source source, Target target) {
        return Diagnosis.stop(
                "senders_exhausted",
                End.SOURCE,
                target.subscription().name() + " on " + target.name() + " gets no WAL sender: all of " + source.name()
                        + " are taken",
                "On " + source.name() + ": " + raise(source.seen(), SENDERS));
    }

    static Diagnosis noOriginFor(Target target) {
        String setting = target.version().atLeast(18) ? ORIGINS : SLOTS;
        return Diagnosis.stop(
                "origins_exhausted",
                End.TARGET,
                target.subscription().name() + " on " + target.name()
                        + " cannot note how far it got: all replication origins of that server are taken",
                "On " + target.name() + ": " + raise(target.seen(), setting));
    }
}
