package dev.pgrm.domain.health;

import dev.pgrm.domain.health.ApplyErrors.Saying;
import dev.pgrm.domain.health.Diagnosis.End;
import dev.pgrm.domain.health.LogicalCase.Source;
import dev.pgrm.domain.health.LogicalCase.Target;
import dev.pgrm.domain.log.MessageCode;
import org.jspecify.annotations.Nullable;

/** What an error of the connection between the two ends means, as the subscriber's log tells of it. */
final class LinkErrors {
    private LinkErrors() {}

    static @Nullable Diagnosis in(MessageCode code, Saying told, Target target, @Nullable Source source) {
        String there = source == null ? "the source" : source.name();
        String reconnect = "alter subscription " + target.quoted() + " connection, followed by the new string";
        return switch (code) {
            case CONNECT_FAILED ->
                told.stop(
                        End.SOURCE,
                        "It cannot connect to " + there,
                        "See whether " + target.name() + " reaches " + there + "; a changed address is told it by: "
                                + reconnect);
            case SERVER_UNREACHABLE ->
                told.stop(
                        End.SOURCE,
                        "Nobody answers where " + there + " should be",
                        "See that " + there + " runs, and that its host, port and firewall let " + target.name()
                                + " in");
            case AUTHENTICATION_FAILED ->
                told.stop(
                        End.SOURCE,
                        there + " refuses its role or password",
                        "Put the valid password into the connection string, on " + target.name() + ", with: "
                                + reconnect);
            case ACCESS_REJECTED ->
                told.stop(
                        End.SOURCE,
                        "pg_hba.conf of " + there + " does not let it in",
                        "Let the address of " + target.name() + " in by pg_hba.conf of " + there
                                + ", then there: select pg_reload_conf();");
            case DATABASE_MISSING ->
                told.stop(
                        End.SOURCE,
                        "The database it asks for is not there",
                        "Name one that exists on " + there + ", on " + target.name() + ", with: " + reconnect);
            case ROLE_MISSING ->
                told.stop(
                        End.SOURCE,
                        "The role it connects as is not there",
                        "Create the role on " + there + ", or name another one with: " + reconnect);
            case SOURCE_STOPPING, SOURCE_ENDED ->
                told.stop(
                        End.SOURCE,
                        there + " is shutting down or starting",
                        "Start " + there + "; " + target.name() + " connects again by itself");
            case STREAM_BROKEN ->
                told.stop(
                        End.SOURCE,
                        "Its connection to " + there + " broke",
                        target.name()
                                + " connects again by itself; if that goes on, see the network between, and the log of "
                                + there);
            case SENDER_TERMINATED ->
                told.stop(
                        End.SOURCE,
                        "Somebody ended its sender on " + there,
                        target.name() + " connects again by itself");
            case RECEIVER_TIMEOUT ->
                told.stop(
                        End.SOURCE,
                        there + " fell silent for longer than wal_receiver_timeout",
                        "See whether " + there + " hangs, and whether the network between drops connections");
            case SLOT_MISSING, SLOT_LOST -> source == null ? SlotRemedies.goneOnUnseenSource(told, target, code) : null;
            case SENDERS_EXHAUSTED ->
                source == null ? noPlace(told, there, code) : told.as(LimitChecks.noSenderFor(source, target));
            case SLOTS_EXHAUSTED, WAL_LEVEL_TOO_LOW -> noPlace(told, there, code);
            case PUBLICATION_MISSING -> told.as(PublicationChecks.stuck(told.message(), target, source));
            case SLOT_BUSY, ORIGIN_BUSY ->
                told.passing(
                        "Its place is still taken by the worker or sender before it",
                        "That passes when the one before has gone; if it does not, end that process");
            default -> null;
        };
    }

    private static Diagnosis noPlace(Saying told, String there, MessageCode code) {
        return told.stop(End.SOURCE, there + " has no place left for it, or is not set up for it", code.remedy());
    }
}
