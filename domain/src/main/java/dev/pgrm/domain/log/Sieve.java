package dev.pgrm.domain.log;

import dev.pgrm.domain.log.LogEntry.Severity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps of one server's log what concerns replication. It remembers which process works for which subscription or slot, since
 * many messages do not tell; before 15, and where the log holds no kinds of processes, the error of a worker is known as one only
 * by the exit that follows it. For one thread.
 */
public final class Sieve {
    private static final Pattern STARTED =
            Pattern.compile("^logical replication .*worker for subscription .* has started");
    private static final Pattern DECODES = Pattern.compile("^starting logical decoding for slot");
    private static final Pattern EXITED = Pattern.compile(
            "^background worker \"logical replication[^\"]*\" \\(PID (\\d{1,9})\\) exited with exit code [^0]");
    /** Begins a line rather than follows upon lines: of those there may be thousands, each of which would take of the stack. */
    private static final Pattern APPLIES = Pattern.compile(
            "^processing remote data (?:for|during)|\\bpg_\\d+\\b.*[0-9A-F]/[0-9A-F]", Pattern.MULTILINE);

    /** What may be told of because a client did it: it concerns streams all the same. */
    private static final Set<MessageCode> BY_CLIENTS = EnumSet.of(
            MessageCode.IDENTITY_MISSING,
            MessageCode.RECOVERY_CONFLICT,
            MessageCode.SLOTS_EXHAUSTED,
            MessageCode.SENDERS_EXHAUSTED,
            MessageCode.SLOT_INVALIDATED,
            MessageCode.SLOT_TERMINATING);

    private final Known<Names> processes = new Known<>();
    private final Known<LogEntry> waiting = new Known<>();
    private final Known<Boolean> told = new Known<>();

    /** Redacted, in the order in which they were written. */
    public List<ReplicationMessage> keep(List<LogEntry> entries) {
        var kept = new ArrayList<ReplicationMessage>();
        entries.forEach(entry -> take(entry, kept));
        return kept;
    }

    private void take(LogEntry entry, List<ReplicationMessage> kept) {
        Matcher exit = EXITED.matcher(entry.message());
        if (exit.find()) {
            exited(Integer.parseInt(exit.group(1)), entry, kept);
        } else if (STARTED.matcher(entry.message()).find()) {
            remember(entry, Names.in(entry, false));
        } else if (DECODES.matcher(entry.message()).find()) {
            remember(entry, Names.in(entry, false));
        } else if (!Wordings.noise(entry.message())) {
            sift(entry, kept);
        }
    }

    private void sift(LogEntry entry, List<ReplicationMessage> kept) {
        MessageCode particular = Wordings.particular(entry.message());
        if (particular != null) {
            if (!byClient(entry) || BY_CLIENTS.contains(particular)) {
                kept.add(message(particular, entry));
            }
        } else if (troubles(entry)) {
            if (byReplication(entry)) {
                kept.add(message(general(entry), entry));
            } else if (mayBeWorker(entry)) {
                waiting.put(entry.pid(), entry);
            }
        }
    }

    /** The exit is told only where nothing else was told of the worker. */
    private void exited(int pid, LogEntry exit, List<ReplicationMessage> kept) {
        LogEntry error = waiting.remove(pid);
        Names known = processes.getOrDefault(pid, Names.NONE);
        if (error != null) {
            kept.add(message(general(error), error));
        } else if (told.remove(pid) == null) {
            kept.add(message(
                    MessageCode.WORKER_EXITED, exit, Names.in(exit, false).or(known)));
        }
        told.remove(pid);
        processes.remove(pid);
    }

    private void remember(LogEntry entry, Names names) {
        if (entry.pid() != null) {
            processes.put(entry.pid(), names);
            told.remove(entry.pid());
            waiting.remove(entry.pid());
        }
    }

    private ReplicationMessage message(MessageCode code, LogEntry entry) {
        Names names = Names.in(entry, applies(entry));
        if (entry.pid() != null) {
            told.put(entry.pid(), true);
            names = names.or(processes.getOrDefault(entry.pid(), Names.NONE));
        }
        return message(code, entry, names);
    }

    private static ReplicationMessage message(MessageCode code, LogEntry entry, Names names) {
        return new ReplicationMessage(
                code.code(),
                Redaction.of(entry),
                names.subscription(),
                names.subscriptionName(),
                names.slot(),
                names.relation(),
                names.finishedAt());
    }

    private static MessageCode general(LogEntry entry) {
        MessageCode said = Wordings.general(entry.message());
        MessageCode code = said == null ? Wordings.bySqlState(entry.sqlState()) : said;
        if (code != null) {
            return code;
        }
        if (entry.context() != null && entry.context().startsWith("COPY ")) {
            return MessageCode.COPY_FAILED;
        }
        return sends(entry) || receives(entry) ? MessageCode.REPLICATION_FAILED : MessageCode.APPLY_FAILED;
    }

    private static boolean troubles(LogEntry entry) {
        return entry.severity().compareTo(Severity.WARNING) > 0
                || (entry.severity() == Severity.LOG && Wordings.general(entry.message()) == MessageCode.LOCK_WAIT);
    }

    private boolean byReplication(LogEntry entry) {
        return process(entry).startsWith("logical replication")
                || sends(entry)
                || receives(entry)
                || applies(entry)
                || (entry.pid() != null && processes.containsKey(entry.pid()) && entry.statement() == null);
    }

    private static boolean applies(LogEntry entry) {
        return entry.context() != null && APPLIES.matcher(entry.context()).find();
    }

    private static boolean sends(LogEntry entry) {
        return process(entry).equals("walsender") || Redaction.isReplicationCommand(entry.statement());
    }

    private static boolean receives(LogEntry entry) {
        return process(entry).equals("walreceiver") || process(entry).equals("slotsync worker");
    }

    private static boolean byClient(LogEntry entry) {
        return process(entry).equals("client backend")
                || (entry.statement() != null && !Redaction.isReplicationCommand(entry.statement()));
    }

    /** Workers have no statements, and errors end them. */
    private static boolean mayBeWorker(LogEntry entry) {
        return entry.pid() != null
                && entry.severity() == Severity.ERROR
                && entry.statement() == null
                && process(entry).isEmpty();
    }

    private static String process(LogEntry entry) {
        @Nullable String process = entry.process();
        return process == null ? "" : process.toLowerCase(Locale.ROOT);
    }
}
