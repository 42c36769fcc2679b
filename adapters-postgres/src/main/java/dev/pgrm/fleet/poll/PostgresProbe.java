package dev.pgrm.fleet.poll;

import dev.pgrm.application.watch.Probe;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.log.ReplicationMessage;
import dev.pgrm.domain.log.ServerLog;
import dev.pgrm.domain.observation.Activity;
import dev.pgrm.domain.observation.DatabaseFacts;
import dev.pgrm.domain.observation.DatabaseFacts.Publication;
import dev.pgrm.domain.observation.DatabaseFacts.Subscription;
import dev.pgrm.domain.observation.Observation;
import dev.pgrm.domain.observation.Observation.DatabaseSeen;
import dev.pgrm.domain.observation.Observation.DatabaseUnseen;
import dev.pgrm.domain.observation.Observation.DatabaseView;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.observation.Observation.Unseen;
import dev.pgrm.domain.observation.Receiver;
import dev.pgrm.domain.observation.Sender;
import dev.pgrm.domain.observation.ServerFacts;
import dev.pgrm.domain.observation.ServerFacts.Identity;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.observation.SlotHistory;
import dev.pgrm.domain.observation.WalHistory;
import dev.pgrm.domain.server.Server;
import dev.pgrm.fleet.connection.Pools;
import dev.pgrm.fleet.connection.SqlTrouble;
import dev.pgrm.fleet.connection.Troubled;
import dev.pgrm.fleet.poll.IdentitySection.Standing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks at one server. The first of its databases that lets us in also tells the facts of the server, in the same round trip;
 * the others tell only their own.
 */
public final class PostgresProbe implements Probe {
    private static final Section<Standing> IDENTITY = new IdentitySection();
    private static final Section<List<Sender>> SENDERS = new SendersSection();
    private static final Section<Optional<Receiver>> RECEIVER = new ReceiverSection();
    private static final Section<List<Slot>> SLOTS = new SlotsSection();
    private static final Section<Map<String, String>> SETTINGS = new SettingsSection();
    private static final Section<List<Publication>> PUBLICATIONS = new PublicationsSection();
    private static final Section<List<Subscription>> SUBSCRIPTIONS = new SubscriptionsSection();

    private static final List<Section<?>> OF_DATABASE = List.of(PUBLICATIONS, SUBSCRIPTIONS);
    private static final List<Section<?>> OF_BOTH = Stream.concat(
                    OF_DATABASE.stream(), Stream.of(IDENTITY, SENDERS, RECEIVER, SLOTS, SETTINGS))
            .toList();

    private final LogTail log = new LogTail();
    private final List<Section<?>> withLog =
            Stream.concat(OF_BOTH.stream(), Stream.of(log.section())).toList();

    private final Server server;
    private final List<HeldSession> held;
    private final Clock clock;

    private PostgresProbe(Server server, List<HeldSession> held, Clock clock) {
        this.server = server;
        this.held = held;
        this.clock = clock;
    }

    /** Makes probes. */
    public static Probe.Factory factory(Pools pools, Clock clock) {
        return (server, databases) -> new PostgresProbe(
                server,
                databases.stream()
                        .map(database -> new HeldSession(database, pools))
                        .toList(),
                clock);
    }

    @Override
    public Observation poll(@Nullable Observation previous) {
        var views = new ArrayList<DatabaseView>();
        ServerFacts facts = null;
        Trouble trouble = null;
        Duration latency = Duration.ZERO;
        ServerLog known = previous == null || previous.lastSeen() == null
                ? ServerLog.UNKNOWN
                : previous.lastSeen().log();
        for (HeldSession session : held) {
            long start = System.nanoTime();
            try {
                List<Object> read = facts == null ? readServer(session, known) : session.read(OF_DATABASE);
                if (facts == null) {
                    latency = Duration.ofNanos(System.nanoTime() - start);
                    facts = serverFacts(read, session.capabilities());
                    known = log(read, known, session);
                }
                views.add(new DatabaseSeen(session.database(), databaseFacts(read, session.databaseName())));
            } catch (Troubled e) {
                trouble = e.trouble();
                if (SqlTrouble.concernsServer(trouble)) {
                    return unseen(previous, trouble);
                }
                views.add(new DatabaseUnseen(session.database(), trouble, lastSeen(previous, session.database())));
            }
        }
        if (facts == null) {
            return unseen(previous, trouble == null ? nothingRegistered() : trouble);
        }
        Instant now = clock.instant();
        boolean sameLog = sameLog(previous, facts.identity());
        Seen before = previous == null ? null : previous.lastSeen();
        return new Seen(
                server.id(),
                now,
                latency,
                facts,
                views,
                (before == null || !sameLog ? WalHistory.EMPTY : before.walHistory())
                        .with(now, facts.wal().current()),
                (before == null || !sameLog ? SlotHistory.EMPTY : before.slotHistory())
                        .with(now, facts.wal().current(), facts.slots()),
                known);
    }

    /** Files can be refused in ways that no privilege foretells; the rest of the poll shall not suffer for that. */
    private List<Object> readServer(HeldSession session, ServerLog known) throws Troubled {
        if (!log.goesOn(known, clock.instant())) {
            return session.read(OF_BOTH);
        }
        try {
            return session.read(withLog);
        } catch (Troubled e) {
            return switch (e.trouble().code()) {
                // Perhaps a privilege was taken away meanwhile, which a new session knows.
                case "privilege_missing" -> readAgain(session);
                case "unexpected" -> readRest(session, e.trouble());
                case "statement_timed_out" -> {
                    log.refused(e.trouble(), clock.instant());
                    throw e;
                }
                default -> throw e;
            };
        }
    }

    private List<Object> readAgain(HeldSession session) throws Troubled {
        try {
            return session.read(withLog);
        } catch (Troubled e) {
            return readRest(session, e.trouble());
        }
    }

    private List<Object> readRest(HeldSession session, Trouble refusal) throws Troubled {
        List<Object> rest = session.read(OF_BOTH);
        log.refused(refusal, clock.instant());
        return rest;
    }

    private ServerLog log(List<Object> read, ServerLog known, HeldSession session) {
        return read.size() == OF_BOTH.size()
                ? log.passed(known)
                : log.read(
                        result(read, withLog, log.section()),
                        known,
                        session.capabilities(),
                        session.databaseName(),
                        clock.instant());
    }

    @Override
    public List<ReplicationMessage> heard() {
        return log.heard();
    }

    private static Trouble nothingRegistered() {
        return new Trouble(
                "nothing_registered", "No database is registered on this server", "Register one, or remove the server");
    }

    private static @Nullable DatabaseFacts lastSeen(@Nullable Observation previous, DatabaseId database) {
        Seen seen = previous == null ? null : previous.lastSeen();
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
    private static boolean sameLog(@Nullable Observation previous, Identity identity) {
        Seen seen = previous == null ? null : previous.lastSeen();
        return seen != null
                && seen.server().identity().system().equals(identity.system())
                && seen.server().identity().timeline() == identity.timeline();
    }

    private static ServerFacts serverFacts(List<Object> read, Capabilities capabilities) {
        Standing standing = result(read, OF_BOTH, IDENTITY);
        return new ServerFacts(
                standing.identity(),
                standing.wal(),
                result(read, OF_BOTH, SENDERS),
                result(read, OF_BOTH, RECEIVER).orElse(null),
                result(read, OF_BOTH, SLOTS),
                List.of(),
                List.of(),
                Activity.UNKNOWN,
                result(read, OF_BOTH, SETTINGS),
                capabilities.missing());
    }

    private static DatabaseFacts databaseFacts(List<Object> read, String name) {
        return new DatabaseFacts(
                name, result(read, OF_DATABASE, PUBLICATIONS), result(read, OF_DATABASE, SUBSCRIPTIONS));
    }

    /** A section's result has the section's type: {@link HeldSession#read} put it there. */
    @SuppressWarnings("unchecked")
    private static <T> T result(List<Object> read, List<Section<?>> sections, Section<T> section) {
        return (T) read.get(sections.indexOf(section));
    }

    @Override
    public void close() {
        held.forEach(HeldSession::close);
    }
}
