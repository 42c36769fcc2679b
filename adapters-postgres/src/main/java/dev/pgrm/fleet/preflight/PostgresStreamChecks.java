package dev.pgrm.fleet.preflight;

import dev.pgrm.application.credential.Credentials;
import dev.pgrm.application.stream.StreamChecks;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.preflight.Judgement;
import dev.pgrm.domain.preflight.SourceFacts;
import dev.pgrm.domain.preflight.SourceTable;
import dev.pgrm.domain.preflight.TargetFacts;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.domain.stream.Preflight;
import dev.pgrm.domain.stream.Preflight.Finding;
import dev.pgrm.domain.stream.Preflight.Severity;
import dev.pgrm.fleet.connection.Sessions;
import dev.pgrm.fleet.connection.SqlTrouble;
import dev.pgrm.fleet.connection.Troubled;
import dev.pgrm.fleet.preflight.Look.Seen;
import dev.pgrm.fleet.preflight.Look.Unseen;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Looks at both ends side by side, with one session on each at a time, and has what was read judged. */
public final class PostgresStreamChecks implements StreamChecks {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LONG_TRANSACTION = Duration.ofMinutes(1);

    private final Sessions sessions;
    private final ReplicatorLook replicators;
    private final Duration longTransaction;

    public PostgresStreamChecks(Sessions sessions, Credentials credentials) {
        this(sessions, credentials, LONG_TRANSACTION);
    }

    /** @param longTransaction for how long a transaction must have been going on to be told of */
    PostgresStreamChecks(Sessions sessions, Credentials credentials, Duration longTransaction) {
        this.sessions = sessions;
        this.replicators = new ReplicatorLook(sessions, credentials);
        this.longTransaction = longTransaction;
    }

    @Override
    public Preflight check(CreateStream work, DatabaseSpec source, DatabaseSpec target) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var from = CompletableFuture.supplyAsync(() -> source(work, source), threads);
            var to = CompletableFuture.supplyAsync(() -> target(work, target, from), threads);
            Look<SourceFacts> sourceLook = from.join();
            Look<TargetFacts> targetLook = to.join();
            Preflight found = Judgement.of(
                    work,
                    Stream.concat(unseen(sourceLook), unseen(targetLook)).toList(),
                    sourceLook instanceof Seen<SourceFacts>(var facts) ? facts : null,
                    targetLook instanceof Seen<TargetFacts>(var facts) ? facts : null);
            return work.createsTables()
                            && sourceLook instanceof Seen<SourceFacts>(var sent)
                            && targetLook instanceof Seen<TargetFacts>(var arriving)
                    ? withTables(found, Judgement.missing(work, sent, arriving), source, target)
                    : found;
        }
    }

    /** With what makes the tables that the target lacks. */
    private Preflight withTables(Preflight found, List<SourceTable> missing, DatabaseSpec source, DatabaseSpec target) {
        if (missing.isEmpty()) {
            return found;
        }
        if (MissingTables.tooMany(missing)) {
            return found.with(MissingTables.tooMany(missing.size()).findings(), List.of());
        }
        Look<List<TableDefinitions>> defined =
                look("source", source, session -> MissingTables.onSource(session, missing));
        if (!(defined instanceof Seen<List<TableDefinitions>>(var wanted))) {
            return found.with(unseen(defined).toList(), List.of());
        }
        Look<MissingTables> made = look("target", target, session -> MissingTables.onTarget(session, wanted));
        return made instanceof Seen<MissingTables>(var tables)
                ? found.with(tables.findings(), tables.tables())
                : found.with(unseen(made).toList(), List.of());
    }

    private static Stream<Finding> unseen(Look<?> look) {
        return look instanceof Unseen<?>(var finding) ? Stream.of(finding) : Stream.empty();
    }

    private Look<SourceFacts> source(CreateStream work, DatabaseSpec database) {
        ReplicatorLook.Known account = replicators.account(database);
        Look<SourceFacts> look =
                look("source", database, session -> SourceLook.on(session, work, database, account, longTransaction));
        return look instanceof Seen<SourceFacts>(var facts)
                ? new Seen<>(replicators.tried(facts, database, PATIENCE))
                : look;
    }

    private Look<TargetFacts> target(
            CreateStream work, DatabaseSpec database, CompletableFuture<Look<SourceFacts>> source) {
        return look("target", database, session -> {
            var look = new TargetLook(session, work, database);
            return look.at(names(source.join()));
        });
    }

    private static List<TableName> names(Look<SourceFacts> source) {
        return source instanceof Seen<SourceFacts>(var facts)
                ? facts.tables().stream().map(SourceTable::name).toList()
                : List.of();
    }

    private interface Looking<T> {
        T on(Connection session) throws SQLException, Troubled;
    }

    private <T> Look<T> look(String end, DatabaseSpec database, Looking<T> looking) {
        try (Connection session = sessions.open(database, Sessions.NAME, PATIENCE)) {
            return new Seen<>(looking.on(session));
        } catch (Troubled e) {
            return unreachable(end, database, e.trouble());
        } catch (SQLException e) {
            return unreachable(end, database, SqlTrouble.of(e, database));
        }
    }

    private static <T> Look<T> unreachable(String end, DatabaseSpec database, Trouble trouble) {
        return new Unseen<>(new Finding(
                Severity.BLOCKER,
                end + "_unreachable",
                database.name(),
                trouble.message() + ". " + trouble.remedy(),
                null));
    }
}
