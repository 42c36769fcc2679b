package dev.pgrm.domain.log;

import dev.pgrm.domain.log.Drafted.Part;
import dev.pgrm.domain.log.LogEntry.Severity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lines of the form {@code prefix LEVEL:  text}. Further lines of a text begin with a tab; details, hints and the like have
 * heads of their own and belong to what the same process said last.
 */
final class StderrReader implements LogReader {
    private static final Integer NO_PID = -1;

    /** The setting may have been another when the line was written, and RDS does not let everybody see it. */
    private static final List<String> USUAL = List.of("%m [%p] ", "%t:%r:%u@%d:[%p]:");

    private final List<LinePrefix> prefixes;
    private final LogTime time;

    StderrReader(String prefix, LogTime time) {
        this.prefixes = Stream.concat(Stream.of(prefix), USUAL.stream())
                .distinct()
                .map(LinePrefix::of)
                .toList();
        this.time = time;
    }

    @Override
    public Reading read(String text, Instant now) {
        var page = new Page(now);
        List<String> lines = Lines.of(text);
        lines.forEach(page::take);
        return new Reading(page.drafts.stream().map(Drafted::entry).toList(), lines.size());
    }

    private LinePrefix.@Nullable Head head(String line) {
        return prefixes.stream()
                .map(prefix -> prefix.head(line))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private @Nullable Instant time(LinePrefix.Head head) {
        String written = head.part("time");
        if (written != null) {
            return time.parse(written);
        }
        String epoch = head.part("epoch");
        return epoch == null
                ? null
                : Instant.ofEpochMilli(new BigDecimal(epoch).movePointRight(3).longValue());
    }

    private static @Nullable Integer pid(LinePrefix.Head head) {
        String written = head.part("pid");
        return written == null || written.length() > 9 ? null : Integer.valueOf(written);
    }

    /** What one reading has come upon. */
    private final class Page {
        private final Instant now;
        private final List<Drafted> drafts = new ArrayList<>();
        private final Map<Integer, Drafted> latest = new HashMap<>();

        /** Where a further line belongs; nothing where we do not know what it goes on from. */
        private @Nullable Drafted current;

        private Part part = Part.OTHER;

        Page(Instant now) {
            this.now = now;
        }

        void take(String line) {
            if (line.startsWith("\t")) {
                add("\n" + line.substring(1));
                return;
            }
            LinePrefix.Head head = head(line);
            if (head == null) {
                current = null;
                return;
            }
            take(head);
        }

        private void take(LinePrefix.Head head) {
            Integer pid = pid(head);
            Integer writer = pid == null ? NO_PID : pid;
            Instant at = Objects.requireNonNullElse(time(head), now);
            Part detail = Part.of(head.word());
            Severity severity = Severities.english(head.word());
            Drafted before = latest.get(writer);
            if (detail != null) {
                current = before;
                part = detail;
            } else if (severity == null && before != null && before.at().equals(at)) {
                // A part that is named in another language: those of one message bear one time.
                current = before;
                part = Part.CONTEXT;
            } else {
                current = new Drafted(head, at, Severities.of(head.word(), head.part("state")), pid);
                part = Part.MESSAGE;
                drafts.add(current);
                latest.put(writer, current);
            }
            add(head.text());
        }

        private void add(String text) {
            if (current != null) {
                current.add(part, text);
            }
        }
    }
}
