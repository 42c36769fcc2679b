package dev.pgrm.fleet.poll;

import dev.pgrm.application.watch.Probe;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.log.ServerLog;
import dev.pgrm.domain.observation.DatabaseFacts;
import dev.pgrm.domain.observation.Observation;
import dev.pgrm.domain.observation.Observation.DatabaseSeen;
import dev.pgrm.domain.observation.Observation.DatabaseUnseen;
import dev.pgrm.domain.observation.Observation.DatabaseView;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.observation.Observation.Unseen;
import dev.pgrm.domain.observation.ServerFacts;
import dev.pgrm.domain.observation.ServerFacts.Identity;
import dev.pgrm.domain.observation.ServerFacts.MissingPrivilege;
import dev.pgrm.domain.observation.SlotHistory;
import dev.pgrm.domain.observation.WalHistory;
import dev.pgrm.domain.server.Server;
import dev.pgrm.fleet.connection.Pools;
import dev.pgrm.fleet.connection.SqlTrouble;
import dev.pgrm.fleet.connection.Troubled;
import dev.pgrm.fleet.poll.Respondent.Answer;
import dev.pgrm.fleet.poll.Respondent.Answer.Silent;
import dev.pgrm.fleet.poll.Respondent.Answer.Told;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks at one server. One of its databases, the first that has a session, also tells the facts of the server, in the same round
 * trip; the others tell only their own.
 */
public final class PostgresProbe implements Probe {
    private final Server server;
    private final ServerLook look = new ServerLook();
    private final List<Respondent> respondents;
    private final Duration bound;
    private final Clock clock;
    private @Nullable Respondent speaker;

    private PostgresProbe(Server server, List<Database> databases, Pools pools, Clock clock) {
        this.server = server;
        this.respondents = databases.stream()
                .map(database -> new Respondent(database, pools, look))
                .toList();
        // Who answers too late says why by itself; only then is it left behind.
        this.bound = pools.patience().multipliedBy(5).dividedBy(4);
        this.clock = clock;
    }

    /** Makes probes. */
    public static Probe.Factory factory(Pools pools, Clock clock) {
        return (server, databases) -> new PostgresProbe(server, databases, pools, clock);
    }

    @Override
    public Observation poll(@Nullable Observation previous) {
        Seen before = previous == null ? null : previous.lastSeen();
        ask(before);
        var said = new LinkedHashMap<Respondent, Answer>();
        respondents.forEach(each -> said.put(each, each.said()));
        var told = new LinkedHashMap<Respondent, Told>();
        said.forEach((each, answer) -> {
            if (answer instanceof Told one) {
                told.put(each, one);
            }
        });
        try {
            return told.isEmpty() ? unseen(previous, trouble(said)) : seen(before, spoken(told), told, said);
        } catch (Troubled e) {
            return unseen(previous, e.trouble());
        }
    }

    private void ask(@Nullable Seen before) {
        Instant now = clock.instant();
        var round = new Round(bound, speaker != null && speaker.stands() ? speaker : null);
        boolean alone = respondents.size() == 1;
        try {
            respondents.forEach(each -> each.ask(round, lastSeen(before, each.id()), now, alone));
            round.await(respondents);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Who spoke for the server; somebody else when that one fell silent. */
    private Told spoken(Map<Respondent, Told> told) throws Troubled {
        for (Map.Entry<Respondent, Told> each : told.entrySet()) {
            if (look.isIn(each.getValue().reading())) {
                speaker = each.getKey();
                return each.getValue();
            }
        }
        Respondent next = told.keySet().iterator().next();
        long start = System.nanoTime();
        Reading reading = next.ofServer();
        speaker = next;
        return new Told(reading, Duration.ofNanos(System.nanoTime() - start));
    }

    private Seen seen(@Nullable Seen before, Told spoken, Map<Respondent, Told> told, Map<Respondent, Answer> said) {
        Instant now = clock.instant();
        ServerFacts facts = look.facts(spoken.reading(), before == null ? null : before.server(), hidden(told));
        boolean sameLog = before != null && sameLog(before, facts.identity());
        return new Seen(
                server.id(),
                now,
                spoken.latency(),
                facts,
                said.entrySet().stream()
                        .map(each -> view(each.getKey(), each.getValue(), before, now))
                        .toList(),
                (before == null || !sameLog ? WalHistory.EMPTY : before.walHistory())
                        .with(now, facts.wal().current()),
                (before == null || !sameLog ? SlotHistory.EMPTY : before.slotHistory())
                        .with(now, facts.wal().current(), facts.slots()),
                before == null ? ServerLog.UNKNOWN : before.log());
    }

    private static DatabaseView view(Respondent of, Answer answer, @Nullable Seen before, Instant now) {
        DatabaseFacts known = lastSeen(before, of.id());
        return switch (answer) {
            case Told told -> new DatabaseSeen(of.id(), of.look().facts(of.name(), told.reading(), known, now));
            case Silent silent -> new DatabaseUnseen(of.id(), silent.trouble(), known);
        };
    }

    /** What is hidden in one database is hidden, whatever others show. */
    private static List<MissingPrivilege> hidden(Map<Respondent, Told> told) {
        return told.values().stream()
                .flatMap(each -> each.reading().capabilities().missing().stream())
                .distinct()
                .toList();
    }

    /** That of the server explains that of its databases. */
    private static Trouble trouble(Map<Respondent, Answer> said) {
        List<Trouble> troubles = said.values().stream()
                .flatMap(answer -> answer instanceof Silent silent ? Stream.of(silent.trouble()) : Stream.empty())
                .toList();
        return troubles.stream()
                .filter(SqlTrouble::concernsServer)
                .findFirst()
                .or(() -> troubles.stream().findFirst())
                .orElseGet(PostgresProbe::nothingRegistered);
    }

    private static Trouble nothingRegistered() {
        return new Trouble(
                "nothing_registered", "No database is registered on this server", "Register one, or remove the server");
    }

    private static @Nullable DatabaseFacts lastSeen(@Nullable Seen seen, DatabaseId database) {
        return seen == null
                ? null
                : seen.databases().stream()
                        .filter(view -> view.id().equals(database))
                        .map(DatabaseView::lastSeen)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    private Observation unseen(@Nullable Observation previous, Trouble trouble) {
        Instant now = clock.instant();
        Instant since = previous instanceof Unseen before ? before.since() : now;
        return new Unseen(server.id(), now, since, trouble, previous == null ? null : previous.lastSeen());
    }

    /** Positions of another system or timeline are not comparable with ours: history begins anew. */
    private static boolean sameLog(Seen before, Identity identity) {
        Identity known = before.server().identity();
        return known.system().equals(identity.system()) && known.timeline() == identity.timeline();
    }

    @Override
    public void close() {
        respondents.forEach(Respondent::close);
    }
}
