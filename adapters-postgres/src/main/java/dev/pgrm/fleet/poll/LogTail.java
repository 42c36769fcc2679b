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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the log of one server from poll to poll, through rotation and truncation. */
final class LogTail {
    private static final Logger log = LoggerFactory.getLogger(LogTail.class);
    private static final Duration TRIED_AGAIN = Duration.ofMinutes(5);
    private static final int MOST_FILES = 8;
    private static final Pattern OFFSET = Pattern.compile("\\d{1,18}");

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
        section.goOn(offset(before), behind);
        // Whichever way: a clock may be set back.
        return refusal == null || Duration.between(refusedAt, now).abs().compareTo(TRIED_AGAIN) >= 0;
    }

    /** Up to where we have read. RDS has marks of its own, which are no offsets, and would fail the whole poll. */
    private static @Nullable LogPosition offset(ServerLog before) {
        LogPosition known = before.position();
        return known != null && OFFSET.matcher(known.offset()).matches() ? known : null;
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
        LogPosition position = offset(before);
        boolean goesOn = position != null && position.file().equals(file);
        if (bytes == null) {
            // Gone: the next poll looks for the current file as if for the first time.
            return elsewhere(before);
        }
        long since = position == null || !goesOn ? 0 : Long.parseLong(position.offset());
        if (goesOn && sheet.start() < since) {
            // Of an answer that came too late: somebody else has read this since.
            return before;
        }
        boolean jumped = goesOn && sheet.start() > since;
        if (goesOn && !jumped && since > 0 && !bytes.beginsWithLineEnd()) {
            // Shorter than it was, so it was emptied; or another by the same name.
            return bytes.length() == 0 ? before.read(new LogPosition(file, "0"), null, List.of()) : elsewhere(before);
        }
        LogBytes lines = sheet.start() == 0 ? bytes : bytes.afterLine();
        int understood = understood(file, sheet, lines, now);
        behind = bytes.length() >= LogSection.LONGEST;
        boolean stuck = behind && understood == 0;
        int used = stuck ? lines.used() : lines.used(understood);
        long next = Math.max(sheet.start() - 1, 0) + (stuck && used == 0 ? bytes.length() : used);
        return before.read(
                position(sheet, file, current, next), jumped ? new Skipped(now, sheet.start() - since) : null, heard);
    }

    /**
     * How many lines were used up. Those that nobody can read are, too: they would come back with every poll, and show the
     * server as one that cannot be seen.
     */
    private int understood(String file, Sheet sheet, LogBytes lines, Instant now) {
        try {
            Reading reading =
                    LogFormat.of(file).reader(sheet.prefix(), sheet.zone()).read(lines.text(), now);
            heard = sieve.keep(reading.entries());
            return reading.lines();
        } catch (RuntimeException | StackOverflowError e) {
            // Not its message: that may hold what stands in the log.
            log.warn("A piece of the log file {} is passed over, since it cannot be read: {}", file, e.getClass());
            return Integer.MAX_VALUE;
        }
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
