package dev.pgrm.fleet.poll;

import dev.pgrm.application.Complaint;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.observation.DatabaseFacts;
import dev.pgrm.fleet.connection.Pools;
import dev.pgrm.fleet.connection.SqlTrouble;
import dev.pgrm.fleet.connection.Troubled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One database of a server, which is asked on a thread of its own, so that its silence holds up nobody else. Whoever has not
 * answered when the next poll comes is not asked again, but may still answer to that one.
 */
final class Respondent implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Respondent.class);
    /** How often what is dear and changes slowly is looked at. */
    private static final Duration THOROUGHLY = Duration.ofMinutes(1);

    /** What became of a question. */
    sealed interface Answer {
        record Told(Reading reading, Duration latency) implements Answer {}

        record Silent(Trouble trouble) implements Answer {}
    }

    private final Database database;
    private final HeldSession session;
    private final ServerLook server;
    private final DatabaseLook look = new DatabaseLook();
    private final Cadence cadence = new Cadence(THOROUGHLY);

    private final Complaint confusing;

    private CompletableFuture<Answer> answer;
    private @Nullable Thread asking;
    private @Nullable Trouble lastTrouble;
    private boolean late;
    private volatile boolean closed;

    Respondent(Database database, Pools pools, ServerLook server) {
        this.database = database;
        this.session = new HeldSession(database, pools);
        this.server = server;
        this.confusing = new Complaint(log, "What " + database.name() + " answers is not understood");
        this.answer = CompletableFuture.completedFuture(new Answer.Silent(timedOut()));
    }

    DatabaseId id() {
        return database.id();
    }

    String name() {
        return database.spec().database();
    }

    DatabaseLook look() {
        return look;
    }

    /** Whether it has a session that could speak for the server in one round trip. */
    boolean stands() {
        return answer.isDone() && session.stands();
    }

    /** Whether there is nothing to wait for. */
    boolean done() {
        return answer.isDone();
    }

    /** Whether it was late the last time. */
    boolean late() {
        return late;
    }

    boolean told() {
        return answer.isDone() && answer.join() instanceof Answer.Told;
    }

    /** @param alone nobody else is to be asked, so that this thread may do it itself */
    void ask(Round round, @Nullable DatabaseFacts before, Instant now, boolean alone) {
        if (done()) {
            if (asking == null && before != null) {
                cadence.notBefore(now);
            }
            var next = new CompletableFuture<Answer>();
            answer = next;
            Runnable asked = () -> answer(next, round, before, now);
            if (alone) {
                asking = Thread.currentThread();
                asked.run();
            } else {
                asking = Thread.ofVirtual().name("poll " + database.name()).start(asked);
            }
        }
        var _ = answer.whenComplete((_, _) -> round.signal());
    }

    /** The edge of the thread: whatever goes wrong with one database is told, and is no reason not to show the others. */
    private void answer(CompletableFuture<Answer> to, Round round, @Nullable DatabaseFacts before, Instant now) {
        try {
            round.inTurn(() -> to.complete(asked(round, before, now)));
            confusing.settled();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            confusing.tell(e);
            to.complete(new Answer.Silent(notUnderstood(e)));
        } finally {
            to.complete(new Answer.Silent(timedOut()));
            if (closed) {
                session.close();
            }
        }
    }

    private Trouble timedOut() {
        return SqlTrouble.timedOut(database.spec().endpoint().toString());
    }

    private Trouble notUnderstood(Throwable why) {
        return new Trouble(
                "not_understood",
                "What " + database.name() + " answered could not be understood: " + why.getMessage(),
                "See the monitor's log, and report it");
    }

    private Answer asked(Round round, @Nullable DatabaseFacts before, Instant now) {
        Trouble known = round.outOfReach();
        if (known != null) {
            return new Answer.Silent(known);
        }
        long start = System.nanoTime();
        boolean thorough = cadence.due(now);
        try {
            Reading reading = read(round, before, thorough, now);
            List<Section<?>> missed = look.missed(reading);
            if (!missed.isEmpty()) {
                reading.add(session.read(() -> missed));
            }
            round.told();
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            if (thorough) {
                cadence.looked(now, took);
            }
            look.took(reading, now, took);
            return new Answer.Told(reading, took);
        } catch (Troubled e) {
            if (SqlTrouble.concernsServer(e.trouble())) {
                round.troubled(e.trouble());
            }
            return new Answer.Silent(e.trouble());
        }
    }

    private Reading read(Round round, @Nullable DatabaseFacts before, boolean thorough, Instant now) throws Troubled {
        Supplier<List<Section<?>>> wanted = () -> sections(round, before, thorough, now);
        try {
            return session.read(wanted);
        } catch (Troubled e) {
            if (!round.speaks(this) || !server.readsLog()) {
                throw e;
            }
            return switch (e.trouble().code()) {
                // Perhaps a privilege was taken away meanwhile, which a new session knows.
                case "privilege_missing" -> readAgain(wanted, now);
                case "unexpected" -> readWithoutLog(wanted, e.trouble(), now);
                case "statement_timed_out" -> {
                    server.logRefused(e.trouble(), now);
                    throw e;
                }
                default -> throw e;
            };
        }
    }

    private Reading readAgain(Supplier<List<Section<?>>> wanted, Instant now) throws Troubled {
        try {
            return session.read(wanted);
        } catch (Troubled e) {
            return readWithoutLog(wanted, e.trouble(), now);
        }
    }

    private Reading readWithoutLog(Supplier<List<Section<?>>> wanted, Trouble refusal, Instant now) throws Troubled {
        server.leaveLog();
        Reading rest = session.read(wanted);
        server.logRefused(refusal, now);
        return rest;
    }

    private List<Section<?>> sections(Round round, @Nullable DatabaseFacts before, boolean thorough, Instant now) {
        var sections = new ArrayList<>(look.sections(before, thorough, now));
        if (round.speaks(this)) {
            sections.addAll(server.sections(thorough));
        }
        return sections;
    }

    /** What it said, or that it has not said anything for too long. */
    Answer said() {
        late = !done();
        if (late) {
            return new Answer.Silent(lastTrouble == null ? timedOut() : lastTrouble);
        }
        Answer said = answer.join();
        lastTrouble = said instanceof Answer.Silent silent ? silent.trouble() : null;
        return said;
    }

    /** The facts of the server alone, after whoever was to tell them did not: a second round trip. */
    Reading ofServer() throws Troubled {
        return session.read(() -> server.sections(false));
    }

    @Override
    public void close() {
        closed = true;
        if (done()) {
            session.close();
        } else if (asking != null) {
            asking.interrupt();
        }
    }
}
