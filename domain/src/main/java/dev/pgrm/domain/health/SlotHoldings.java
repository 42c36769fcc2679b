package dev.pgrm.domain.health;

import dev.pgrm.domain.health.Finding.Severity;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.observation.SettingChange;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.observation.Slot.Kind;
import dev.pgrm.domain.observation.SlotHistory;
import dev.pgrm.domain.observation.WalForecast;
import dev.pgrm.domain.postgres.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a slot that is still good holds back on its server: WAL, and old versions of rows. */
final class SlotHoldings {
    private static final Duration SOON = Duration.ofHours(1);
    private static final Duration AHEAD = Duration.ofHours(24);
    private static final Duration STEP = Duration.ofMinutes(1);
    private static final Duration WATCHED = Duration.ofMinutes(5);
    private static final Duration STILL = Duration.ofMinutes(5);
    private static final long OLD_ROWS = 100_000_000;
    private static final long DANGEROUS = 1_000_000_000;

    private SlotHoldings() {}

    static void look(String server, Seen seen, Slot slot, Measures measures, Consumer<Diagnosis> found) {
        wal(server, seen, slot, measures, found);
        old(server, slot, "xmin_held", "rows", slot.upkeep().xminAge(), found);
        old(server, slot, "catalog_xmin_held", "catalog rows", slot.upkeep().catalogXminAge(), found);
    }

    private static void wal(String server, Seen seen, Slot slot, Measures measures, Consumer<Diagnosis> found) {
        String it = "Slot " + slot.name() + " on " + server;
        Bytes retained = measures.retained();
        if ("unreserved".equals(slot.walStatus())) {
            found.accept(lastCall(server, seen, slot, it).since(restsSince(seen, slot)));
            return;
        }
        Duration left = measures.untilLost();
        if (left != null && foretells(seen, slot) && (left.compareTo(SOON) < 0 || lostWithinADay(seen, slot))) {
            found.accept(Diagnosis.warning(
                            "slot_soon_lost",
                            it + " will be lost in " + Spoken.span(left) + " if WAL goes on as it does: "
                                    + new Bytes(slot.safeWalSize() == null ? 0 : Math.max(0, slot.safeWalSize()))
                                    + " may still be written",
                            rescue(server, seen, slot))
                    .since(restsSince(seen, slot))
                    .as(left.compareTo(SOON) < 0 ? Severity.CRITICAL : Severity.WARNING));
            return;
        }
        Instant still = restsSince(seen, slot);
        boolean rests = still != null && !still.plus(STILL).isAfter(seen.at());
        Bytes much = rests ? Thresholds.RETAINED_AT_REST : Thresholds.RETAINED;
        if (retained != null && retained.compareTo(much) >= 0) {
            found.accept(Diagnosis.warning(
                            "wal_retained",
                            it + " holds back " + retained + " of WAL" + (rests ? ", and does not move" : ""),
                            rescue(server, seen, slot) + unbounded(seen, slot))
                    .since(still));
        }
    }

    /** A day ahead bursts say nothing, and would have the warning come and go. */
    private static boolean lostWithinADay(Seen seen, Slot slot) {
        Duration left = WalForecast.steadily(slot, seen.slotHistory());
        return left != null && left.compareTo(AHEAD) < 0;
    }

    /** A slot that is read moves in steps; before some of them were seen, the log between two looks like a course. */
    private static boolean foretells(Seen seen, Slot slot) {
        List<SlotHistory.Sample> samples = seen.slotHistory().of(slot.name());
        Instant rests = restsSince(seen, slot);
        return !slot.active()
                || (rests != null && !rests.plus(STEP).isAfter(seen.at()))
                || (!samples.isEmpty() && !samples.getFirst().at().plus(WATCHED).isAfter(seen.at()));
    }

    private static Diagnosis lastCall(String server, Seen seen, Slot slot, String it) {
        Long safe = slot.safeWalSize();
        return Diagnosis.critical(
                "slot_last_call",
                it + " holds back more WAL than it may"
                        + (safe != null && safe < 0 ? ", by " + new Bytes(-safe) : "")
                        + ": the next checkpoint makes it unusable",
                rescue(server, seen, slot));
    }

    private static String rescue(String server, Seen seen, Slot slot) {
        String consumer = slot.active() ? "Let its consumer catch up" : "Let its consumer run again at once";
        String more = slot.safeWalSize() == null
                ? ""
                : ", or give it room on " + server + ": "
                        + SettingChange.reloaded(seen.server(), "max_slot_wal_keep_size", wider(seen))
                                .words();
        String drop = slot.active() ? "" : " If nobody needs it any more: " + SlotRemedies.drop(slot);
        return consumer + more + (more.isEmpty() ? "." : "") + drop;
    }

    private static String wider(Seen seen) {
        String now = seen.server().settings().getOrDefault("max_slot_wal_keep_size", "");
        return now.matches("\\d{1,9}(MB|GB|TB)")
                ? 2 * Long.parseLong(now, 0, now.length() - 2, 10) + now.substring(now.length() - 2)
                : "-1";
    }

    private static String unbounded(Seen seen, Slot slot) {
        return slot.safeWalSize() == null && Settings.is(seen.server(), "max_slot_wal_keep_size", "-1")
                ? " Nothing bounds it (max_slot_wal_keep_size = -1), so it may fill the disk"
                : "";
    }

    /** Since when the slot has held on to the same place while the log went on, as far back as it was watched. */
    static @Nullable Instant restsSince(Seen seen, Slot slot) {
        return seen.slotHistory().restsSince(slot);
    }

    private static void old(
            String server, Slot slot, String code, String what, @Nullable Long age, Consumer<Diagnosis> found) {
        if (age == null || age < OLD_ROWS) {
            return;
        }
        String feedback = slot.kind() == Kind.PHYSICAL
                ? "; hot_standby_feedback of its standby passes on what queries there still see: end the oldest of them"
                : "";
        found.accept(Diagnosis.warning(
                        code,
                        "Slot " + slot.name() + " on " + server + " keeps " + what + " of the last " + age / 1_000_000
                                + " million transactions from being vacuumed",
                        "Let its consumer catch up" + feedback
                                + (slot.active() ? "" : "; if nobody needs it any more: " + SlotRemedies.drop(slot)))
                .as(age >= DANGEROUS ? Severity.CRITICAL : Severity.WARNING));
    }
}
