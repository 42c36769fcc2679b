package dev.pgrm.application.log;

import dev.pgrm.application.log.RdsLogFiles.Had;
import dev.pgrm.application.log.RdsLogFiles.Instance;
import dev.pgrm.application.log.RdsLogFiles.Outcome;
import dev.pgrm.application.log.RdsLogFiles.Portion;
import dev.pgrm.application.log.RdsLogFiles.Refused;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.aws.RdsLogs.LogFile;
import dev.pgrm.domain.log.LogEntry;
import dev.pgrm.domain.log.LogFormat;
import dev.pgrm.domain.log.LogPosition;
import dev.pgrm.domain.log.LogReader.Reading;
import dev.pgrm.domain.log.ReplicationMessage;
import dev.pgrm.domain.log.ServerLog;
import dev.pgrm.domain.log.Sieve;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows the log of one instance of RDS, from file to file. For one thread at a time. */
final class RdsLogTail {
    /** RDS does not let the prefix be changed, and writes its logs in UTC. */
    private static final String PREFIX = "%t:%r:%u@%d:[%p]:";

    private static final Duration LATEST = Duration.ofHours(2);
    private static final Duration LISTED_EVERY = Duration.ofMinutes(1);
    private static final int MOST_PORTIONS = 3;

    /** What has no end after so many characters is no message. */
    private static final int LONGEST = 4 << 20;

    private final RdsLogFiles files;
    private final Instance instance;
    private final Sieve sieve = new Sieve();
    private String unfinished = "";
    private Instant listedAt = Instant.MIN;

    RdsLogTail(RdsLogFiles files, Instance instance) {
        this.files = files;
        this.instance = instance;
    }

    /** How far a step has come, and what it heard. */
    record Step(ServerLog log, List<ReplicationMessage> heard) {}

    Step step(ServerLog before, Instant now) {
        LogPosition position = before.position();
        return position == null ? begin(before, now) : goOn(position, before, now);
    }

    private Step begin(ServerLog before, Instant now) {
        return switch (files.list(instance, now.minus(LATEST))) {
            case Refused<List<LogFile>>(var trouble) -> refused(trouble, before);
            case Had<List<LogFile>>(var found) -> {
                LogFile newest = newest(found);
                yield newest == null
                        ? new Step(before, List.of())
                        : read(new LogPosition(newest.name(), ""), before, now);
            }
        };
    }

    private Step goOn(LogPosition position, ServerLog before, Instant now) {
        Step step = read(position, before, now);
        LogPosition reached = step.log.position();
        if (!position.equals(reached) || listedAt.isAfter(now.minus(LISTED_EVERY))) {
            return step;
        }
        // Nothing new: perhaps another file is written by now.
        listedAt = now;
        return switch (files.list(instance, now.minus(LATEST))) {
            case Refused<List<LogFile>>(var trouble) -> refused(trouble, before);
            case Had<List<LogFile>>(var found) -> {
                String next = next(found, position.file());
                yield next == null ? step : read(new LogPosition(next, "0"), step.log, now);
            }
        };
    }

    private Step read(LogPosition from, ServerLog before, Instant now) {
        var heard = new ArrayList<ReplicationMessage>();
        LogPosition position = from;
        if (before.position() == null || !before.position().file().equals(from.file())) {
            unfinished = "";
        }
        for (int i = 0; i < MOST_PORTIONS; i++) {
            String marker = position.offset().isEmpty() ? null : position.offset();
            Outcome<Portion> outcome = files.read(instance, position.file(), marker);
            switch (outcome) {
                case Refused<Portion>(var trouble) -> {
                    return new Step(refused(trouble, before.read(position, null, heard)).log, heard);
                }
                case Had<Portion>(var portion) -> {
                    heard.addAll(sieve.keep(entries(position.file(), portion.text(), now)));
                    position = new LogPosition(position.file(), portion.marker());
                    if (!portion.more()) {
                        return new Step(before.read(position, null, heard), heard);
                    }
                }
            }
        }
        return new Step(before.read(position, null, heard), heard);
    }

    /** A portion may end within a line, or a record within a portion: the rest of it comes with the next. */
    private List<LogEntry> entries(String file, String text, Instant now) {
        String all = unfinished + text;
        int end = all.lastIndexOf('\n') + 1;
        Reading reading = LogFormat.of(file).reader(PREFIX, "UTC").read(all.substring(0, end), now);
        String rest = all.substring(Math.max(after(all, reading.lines()), 0));
        unfinished = rest.length() > LONGEST ? "" : rest;
        return reading.entries();
    }

    private static int after(String text, int lines) {
        int position = 0;
        for (int left = lines; left > 0; left--) {
            position = text.indexOf('\n', position) + 1;
        }
        return position;
    }

    /** Where both are written, the one with more in it. */
    private static @Nullable LogFile newest(List<LogFile> found) {
        boolean csv = found.stream().anyMatch(file -> LogFormat.of(file.name()) == LogFormat.CSV);
        return found.stream()
                .filter(file -> LogFormat.of(file.name()) == (csv ? LogFormat.CSV : LogFormat.STDERR))
                .max(Comparator.comparing(LogFile::lastWritten).thenComparing(LogFile::name))
                .orElse(null);
    }

    /** Their names hold the time at which they were begun. */
    private static @Nullable String next(List<LogFile> found, String file) {
        return found.stream()
                .map(LogFile::name)
                .filter(name -> LogFormat.of(name) == LogFormat.of(file) && name.compareTo(file) > 0)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** A file that has expired is not looked for again. */
    private static Step refused(Trouble trouble, ServerLog before) {
        boolean gone = trouble.message().contains("DBLogFileNotFound");
        ServerLog known = gone ? new ServerLog(null, null, before.skipped(), before.recent()) : before;
        return new Step(ServerLog.unreadable(trouble.message(), trouble.remedy(), known), List.of());
    }
}
