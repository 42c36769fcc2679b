package dev.pgrm.domain.health;

import dev.pgrm.domain.health.Diagnosis.End;
import dev.pgrm.domain.health.LogicalCase.Target;
import dev.pgrm.domain.log.LogEntry;
import dev.pgrm.domain.log.MessageCode;
import dev.pgrm.domain.log.ReplicationMessage;
import dev.pgrm.domain.observation.DatabaseFacts.TableState;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.postgres.Quoted;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the log says of initial copies that fail. */
final class CopyErrors {
    private static final Duration RECENT = Duration.ofMinutes(5);
    private static final Pattern COPIED = Pattern.compile("^COPY ([^,]+), line");
    private static final Pattern SLOT_OF_COPY = Pattern.compile("\"pg_\\d+_sync_\\d+_\\d+\"");
    /** Of these two numbers the latter is the table's. */
    private static final Pattern SLOT_GONE =
            Pattern.compile("replication slot \"pg_\\d+_sync_(\\d+)_\\d+\" does not exist");

    private static final Pattern STARTED = Pattern.compile("initial contents copy for table \"([^\"]+)\"");

    private CopyErrors() {}

    static boolean ofCopy(ReplicationMessage message) {
        String context = message.entry().context();
        String process = message.entry().process();
        return MessageCode.of(message.code()) == MessageCode.COPY_FAILED
                || (context != null && COPIED.matcher(context).find())
                || message.entry().message().contains("initial contents copy")
                || (message.slot() != null && Slot.copier(message.slot()) != null)
                || SLOT_OF_COPY.matcher(message.entry().message()).find()
                || (process != null && process.contains("tablesync"));
    }

    static @Nullable ReplicationMessage last(Target target) {
        Instant from = target.seen().at().minus(RECENT);
        for (ReplicationMessage message : OwnMessages.of(target).reversed()) {
            boolean error = message.entry().severity().compareTo(LogEntry.Severity.ERROR) >= 0;
            if (error
                    && (ofCopy(message) || copying(message, target))
                    && !message.entry().at().isBefore(from)) {
                return message;
            }
        }
        return null;
    }

    /** Before 17 a worker that copies bears the name of one that applies, and not every message tells what it was doing. */
    private static boolean copying(ReplicationMessage message, Target target) {
        return target.subscription().worker() != null
                && target.subscription().copies().stream()
                        .anyMatch(copy -> copy.state() == TableState.COPYING
                                && copy.name().toString().equals(message.relation()));
    }

    static Diagnosis told(ReplicationMessage message, Target target) {
        String slotless = slotless(message);
        if (slotless != null) {
            return slotGone(slotless, target).lastAt(message.entry().at());
        }
        String table = table(message);
        String it = table == null ? "a table" : table;
        boolean there = MessageCode.of(message.code()) == MessageCode.UNIQUE_VIOLATION;
        boolean denied = message.entry().message().contains("permission denied");
        return Diagnosis.stop(
                        there ? "copy_looping" : denied ? "copy_denied" : "copy_failed",
                        denied ? End.SOURCE : End.TARGET,
                        "The initial copy of " + it + " for "
                                + target.subscription().name() + " on " + target.name()
                                + " fails and begins anew every few seconds. The log says: "
                                + Wording.of(message.entry()),
                        remedy(there, denied, table, target, message))
                .lastAt(message.entry().at());
    }

    /** The oid of the table whose copy lost its slot, of which no server keeps count. */
    static @Nullable String slotless(ReplicationMessage message) {
        return Wording.find(message.entry(), SLOT_GONE);
    }

    /** PostgreSQL lets go of the slot before it has written down that it needs it no more. */
    private static Diagnosis slotGone(String table, Target target) {
        String it = target.subscription().copies().stream()
                .filter(copy -> copy.table().toString().equals(table))
                .map(copy -> copy.name().toString())
                .findFirst()
                .orElse("a table");
        return Diagnosis.stop(
                "copy_slot_missing",
                End.TARGET,
                "The rows of " + it + " were copied for "
                        + target.subscription().name() + " on " + target.name()
                        + ", but the slot with what was written to it meanwhile is gone from the source, as when a server"
                        + " stops just when a copy ends. PostgreSQL tries again for ever",
                "Copy the table again on the stream's page; by hand: take it out of the publication, refresh the"
                        + " subscription, empty the table on " + target.name()
                        + ", put it back into the publication and refresh once more");
    }

    private static String remedy(
            boolean there, boolean denied, @Nullable String table, Target target, ReplicationMessage message) {
        if (there) {
            return "Rows are there already: empty the table on " + target.name()
                    + (table == null ? "" : ": truncate " + Quoted.relation(table) + ";")
                    + " The next attempt succeeds";
        }
        if (denied) {
            return "Grant the role that the subscription connects as SELECT on "
                    + (table == null ? "the table" : Quoted.relation(table)) + " at the source";
        }
        MessageCode code = MessageCode.of(message.code());
        return code == null || code == MessageCode.COPY_FAILED
                ? MessageCode.COPY_FAILED.remedy()
                : code.remedy() + "; the copy then begins anew by itself";
    }

    private static @Nullable String table(ReplicationMessage message) {
        if (message.relation() != null) {
            return message.relation();
        }
        String started = Wording.find(message.entry(), STARTED);
        return started == null ? Wording.find(message.entry(), COPIED) : started;
    }
}
