package dev.pgrm.domain.health;

import dev.pgrm.domain.log.ServerLog;
import dev.pgrm.domain.observation.DatabaseFacts.ApplyWorker;
import dev.pgrm.domain.observation.DatabaseFacts.Subscription;
import dev.pgrm.domain.observation.Observation.DatabaseSeen;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.observation.Receiver;
import dev.pgrm.domain.observation.ServerFacts.MissingPrivilege;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** How well we see a server: what is hidden from our role, what it logs, and what its clock says. */
final class SightChecks {
    private static final Duration AHEAD = Duration.ofSeconds(5);

    private SightChecks() {}

    static void look(String server, Seen seen, Consumer<Diagnosis> found) {
        for (MissingPrivilege hidden : seen.server().hidden()) {
            found.accept(Diagnosis.note(
                    "privilege_missing",
                    "Our role may not see " + hidden.what() + " on " + server + ": what that would show is unknown",
                    "On " + server + ": " + hidden.grant() + ";"));
        }
        ServerLog.Unreadable unreadable = seen.log().unreadable();
        if (unreadable != null) {
            found.accept(Diagnosis.note(
                    "log_unreadable",
                    "The log of " + server + " cannot be read (" + unreadable.why()
                            + "): the reasons of errors are concluded from counters and processes",
                    unreadable.remedy()));
        }
        clock(server, seen, found);
    }

    /** What happened on the server cannot have happened after we saw it. */
    private static void clock(String server, Seen seen, Consumer<Diagnosis> found) {
        Stream<Instant> heard = seen.databases().stream()
                .filter(DatabaseSeen.class::isInstance)
                .flatMap(view -> ((DatabaseSeen) view).facts().subscriptions().stream())
                .map(Subscription::worker)
                .filter(Objects::nonNull)
                .map(ApplyWorker::lastMessageAt);
        Receiver receiver = seen.server().receiver();
        Stream<Instant> received = receiver == null ? Stream.of() : Stream.ofNullable(receiver.lastMessageAt());
        Instant latest = Stream.concat(
                        Stream.concat(heard.filter(Objects::nonNull), received),
                        Stream.of(seen.server().identity().startedAt()))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        if (latest.isAfter(seen.at().plus(AHEAD))) {
            found.accept(Diagnosis.note(
                    "clock_differs",
                    "The clock of " + server + " is " + Spoken.span(Duration.between(seen.at(), latest))
                            + " or more ahead of ours: times that it tells are as much off",
                    "Have all machines keep time by NTP"));
        }
    }
}
