package dev.pgrm.fleet.poll;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.log.LogFormat;
import dev.pgrm.domain.log.LogPosition;
import dev.pgrm.domain.log.LogReader.Reading;
import dev.pgrm.domain.log.ReplicationMessage;
import dev.pgrm.domain.log.ServerLog;
import dev.pgrm.domain.log.ServerLog.Skipped;
import dev.pgrm.domain.log.Sieve;
import dev.pgrm.fleet.poll.LogSection.Sheet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows the log of one server from poll to poll, through rotation and truncation. */
final class LogTail {
    private static final Duration TRIED_AGAIN = Duration.ofMinutes(5);
    private static final int MOST_FILES = 8;

    private final LogSection section = new LogSection();
    private final Sieve sieve = new Sieve();
    private boolean behind;
    private @Nullable Trouble refusal;
    private Instant refusedAt = Instant.MIN;
    private List<ReplicationMessage> heard = List.of();

    LogSection section() {
        return section;
    }

    /** Whether a poll should read on. What was refused is left alone for a while, since it costs the poll a second attempt. */
    boolean goesOn(ServerLog before, Instant now) {
        heard = List.of();
        section.goOn(before.position(), behind);
        return refusal == null || Duration.between(refusedAt, now).compareTo(TRIED_AGAIN) >= 0;
    }

    void refused(Trouble trouble, Instant now) {
        refusal = trouble;
        refusedAt = now;
    }

    /** What the latest sheet was the first to tell. */
    List<ReplicationMessage> heard() {
        return heard;
    }

    /** Nothing was read. */
    ServerLog passed(ServerLog before) {
        return refusal == null
                ? before
                : ServerLog.unreadable(
                        "The server does not let its log be read: " + refusal.message(), refusal.remedy(), before);
    }

    ServerLog read(Optional<Sheet> read, ServerLog before, Capabilities capabilities, String database, Instant now) {
        refusal = null;
        if (read.isEmpty()) {
            return ServerLog.unreadable(
                    "The role " + capabilities.role() + " may not read the log files",
                    "In database " + database + ": " + LogAccess.grants(capabilities.role()),
                    before);
        }
        Sheet sheet = read.get();
        if (!sheet.collected()) {
            return ServerLog.unreadable(
                    "The server does not collect its log into files: logging_collector is off",
                    "Set logging_collector = on and restart it, or read its log where its service keeps it",
                    before);
        }
        if (sheet.current() == null) {
            return ServerLog.unreadable(
                    "The server writes no log file: log_destination is " + sheet.destination(),
                    "Add stderr, csvlog or jsonlog to log_destination",
                    before);
        }
        return turn(sheet, sheet.current(), before, now);
    }

    private ServerLog turn(Sheet sheet, String current, ServerLog before, Instant now) {
        String file = sheet.file() == null ? current : sheet.file();
        LogBytes bytes = sheet.bytes();
        LogPosition position = before.position();
        boolean goesOn = position != null && position.file().equals(file);
        if (bytes == null) {
            // Gone: the next poll looks for the current file as if for the first time.
            return elsewhere(before);
        }
        long since = position == null || !goesOn ? 0 : Long.parseLong(position.offset());
        boolean jumped = goesOn && sheet.start() != since;
        if (goesOn && !jumped && since > 0 && !bytes.beginsWithLineEnd()) {
            // Shorter than it was, so it was emptied; or another by the same name.
            return bytes.length() == 0 ? before.read(new LogPosition(file, "0"), null, List.of()) : elsewhere(before);
        }
        LogBytes lines = sheet.start() == 0 ? bytes : bytes.afterLine();
        Reading reading =
                LogFormat.of(file).reader(sheet.prefix(), sheet.zone()).read(lines.text(), now);
        heard = sieve.keep(reading.entries());
        behind = bytes.length() >= LogSection.LONGEST;
        boolean stuck = behind && reading.lines() == 0;
        int used = stuck ? lines.used() : lines.used(reading.lines());
        long next = Math.max(sheet.start() - 1, 0) + (stuck && used == 0 ? bytes.length() : used);
        return before.read(
                position(sheet, file, current, next), jumped ? new Skipped(now, sheet.start() - since) : null, heard);
    }

    private LogPosition position(Sheet sheet, String file, String current, long next) {
        if (behind || file.equals(current)) {
            return new LogPosition(file, Long.toString(next));
        }
        String folder = current.substring(0, current.lastIndexOf('/') + 1);
        return sheet.next() == null || sheet.following() > MOST_FILES
                ? new LogPosition(current, "0")
                : new LogPosition(folder + sheet.next(), "0");
    }

    private static ServerLog elsewhere(ServerLog before) {
        return new ServerLog(null, null, before.skipped(), before.recent());
    }
}
