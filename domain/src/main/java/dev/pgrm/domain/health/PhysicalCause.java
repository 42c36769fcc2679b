package dev.pgrm.domain.health;

import dev.pgrm.domain.health.Diagnosis.End;
import dev.pgrm.domain.health.PhysicalCase.Standby;
import dev.pgrm.domain.health.PhysicalCase.Upstream;
import dev.pgrm.domain.log.MessageCode;
import dev.pgrm.domain.log.Messages;
import dev.pgrm.domain.log.ReplicationMessage;
import dev.pgrm.domain.observation.ServerFacts.Identity;
import dev.pgrm.domain.postgres.Quoted;
import dev.pgrm.domain.postgres.SlotName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a standby is not connected to its source: told by a log, or else concluded from what is to be seen. */
final class PhysicalCause {
    private static final Duration RECENT = Duration.ofMinutes(10);

    private PhysicalCause() {}

    static Diagnosis of(PhysicalCase stream) {
        Diagnosis told = told(stream);
        return told == null ? concluded(stream).concluded() : told;
    }

    private static @Nullable Diagnosis told(PhysicalCase stream) {
        var messages = new ArrayList<ReplicationMessage>();
        Standby standby = stream.standby();
        Upstream upstream = stream.upstream();
        if (standby != null) {
            messages.addAll(recent(
                    Messages.in(standby.seen().log()).aboutStandby(slotName(standby)),
                    standby.seen().at()));
        }
        if (upstream != null && upstream.slot() != null) {
            messages.addAll(recent(
                    Messages.in(upstream.seen().log()).aboutSlot(upstream.slot().name()),
                    upstream.seen().at()));
        }
        messages.sort(Comparator.comparing(each -> each.entry().at()));
        for (ReplicationMessage message : messages.reversed()) {
            Diagnosis means = meaning(message, stream);
            if (means != null) {
                return means.lastAt(message.entry().at());
            }
        }
        return null;
    }

    private static List<ReplicationMessage> recent(List<ReplicationMessage> all, Instant now) {
        return all.stream()
                .filter(each -> !each.entry().at().isBefore(now.minus(RECENT)))
                .toList();
    }

    private static @Nullable Diagnosis meaning(ReplicationMessage message, PhysicalCase stream) {
        MessageCode code = MessageCode.of(message.code());
        if (code == null) {
            return null;
        }
        String from = from(stream);
        String to = to(stream);
        return switch (code) {
            case SLOT_MISSING -> slotMissing(stream);
            case TIMELINE_DIVERGED -> diverged(stream);
            case WAL_REMOVED ->
                stop(
                        message,
                        to + " needs WAL that " + from + " has removed",
                        "Restore the missing segment from an archive (restore_command), or build " + to
                                + " anew; then give it a slot, so that it does not happen again");
            case SYSTEM_DIFFERS ->
                stop(
                        message,
                        to + " is no copy of " + from,
                        "Build it anew from a backup of " + from + ", or correct its primary_conninfo");
            case SLOT_LOST ->
                stop(
                        message,
                        "The slot of " + to + " on " + from + " was invalidated",
                        "Restore the missing WAL from an archive, or build the standby anew");
            case SENDERS_EXHAUSTED -> noSender(stream);
            case CONNECT_FAILED,
                    SERVER_UNREACHABLE,
                    AUTHENTICATION_FAILED,
                    ACCESS_REJECTED,
                    DATABASE_MISSING,
                    ROLE_MISSING,
                    SOURCE_STOPPING,
                    SOURCE_ENDED,
                    STREAM_BROKEN,
                    SENDER_TERMINATED,
                    RECEIVER_TIMEOUT,
                    SLOT_BUSY,
                    PERMISSION_DENIED,
                    REPLICATION_FAILED -> stop(message, to + " does not get its WAL from " + from, code.remedy());
            default -> null;
        };
    }

    private static Diagnosis stop(ReplicationMessage message, String what, String remedy) {
        return Diagnosis.stop(
                message.code(), End.SOURCE, what + ". The log says: " + Wording.of(message.entry()), remedy);
    }

    private static Diagnosis concluded(PhysicalCase stream) {
        Upstream upstream = stream.upstream();
        Standby standby = stream.standby();
        if (upstream != null && standby != null) {
            Identity source = upstream.seen().server().identity();
            Identity own = standby.seen().server().identity();
            if (own.timeline() > source.timeline()) {
                return diverged(stream);
            }
            SlotName slot = slotName(standby);
            if (slot != null
                    && upstream.seen().server().slots().stream()
                            .noneMatch(each -> each.name().equals(slot))) {
                return slotMissing(stream);
            }
        }
        if (upstream != null && LimitChecks.exhausted(upstream.seen(), LimitChecks.SENDERS)) {
            return noSender(stream);
        }
        return Diagnosis.stop(
                "standby_not_receiving",
                End.TARGET,
                to(stream) + " is not connected to " + from(stream),
                "The log of " + to(stream)
                        + " says why; its connection is set by primary_conninfo and primary_slot_name");
    }

    private static Diagnosis slotMissing(PhysicalCase stream) {
        SlotName slot = stream.standby() == null ? null : slotName(stream.standby());
        return Diagnosis.stop(
                "slot_missing",
                End.SOURCE,
                "The slot " + (slot == null ? "" : slot + " ") + "that " + to(stream) + " asks for does not exist on "
                        + from(stream) + "; a standby made from a copy of another keeps its primary_slot_name",
                slot == null
                        ? "Create the slot on " + from(stream) + ", or set primary_slot_name anew"
                        : "On " + from(stream) + ": select pg_create_physical_replication_slot(" + Quoted.literal(slot)
                                + ", true); if WAL that it needs is gone already, build the standby anew");
    }

    private static Diagnosis diverged(PhysicalCase stream) {
        return Diagnosis.stop(
                "timeline_diverged",
                End.TARGET,
                to(stream) + " is on a timeline that " + from(stream)
                        + " does not have: their histories went different ways, as when one of them was promoted",
                "Stop " + to(stream) + " and rewind it with pg_rewind from " + from(stream) + ", or build it anew");
    }

    private static Diagnosis noSender(PhysicalCase stream) {
        Upstream upstream = stream.upstream();
        return Diagnosis.stop(
                "senders_exhausted",
                End.SOURCE,
                to(stream) + " gets no WAL sender: all of " + from(stream) + " are taken",
                upstream == null
                        ? "Raise max_wal_senders there and restart"
                        : "On " + upstream.name() + ": " + LimitChecks.raise(upstream.seen(), LimitChecks.SENDERS));
    }

    private static @Nullable SlotName slotName(Standby standby) {
        return SlotName.ifAllowed(standby.seen().server().settings().get("primary_slot_name"));
    }

    private static String from(PhysicalCase stream) {
        return stream.upstream() == null ? "its source" : stream.upstream().name();
    }

    private static String to(PhysicalCase stream) {
        return stream.standby() == null ? "the standby" : stream.standby().name();
    }
}
