package dev.pgrm.fleet.stream;

import static dev.pgrm.devkit.fleet.Fleet.aFleet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.application.credential.Credential;
import dev.pgrm.application.credential.Credentials;
import dev.pgrm.application.database.InMemoryRegistry;
import dev.pgrm.application.operation.ForwardingJournal;
import dev.pgrm.application.operation.InMemoryJournal;
import dev.pgrm.application.operation.Journal;
import dev.pgrm.application.operation.Performing;
import dev.pgrm.application.operation.Performing.Pace;
import dev.pgrm.application.operation.Progress;
import dev.pgrm.application.stream.InMemoryKeptConnections;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.devkit.fleet.Fleet;
import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.devkit.postgres.PostgresVersion;
import dev.pgrm.devkit.postgres.Shutdown;
import dev.pgrm.domain.database.Access;
import dev.pgrm.domain.database.Account;
import dev.pgrm.domain.database.CredentialReference;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.DeclaredRole;
import dev.pgrm.domain.database.Hosts;
import dev.pgrm.domain.database.Keeper;
import dev.pgrm.domain.database.Network;
import dev.pgrm.domain.database.Provider;
import dev.pgrm.domain.database.Tls;
import dev.pgrm.domain.database.TlsMode;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationId;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.operation.Step;
import dev.pgrm.domain.operation.Step.StepStatus;
import dev.pgrm.domain.postgres.Conninfo;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.Quoted;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SubscriptionName;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.domain.stream.End;
import dev.pgrm.domain.stream.LogicalStream;
import dev.pgrm.domain.stream.LogicalStream.Subscribed;
import dev.pgrm.domain.stream.Preflight;
import dev.pgrm.domain.stream.PublicationSpec;
import dev.pgrm.domain.stream.StreamId;
import dev.pgrm.domain.stream.StreamWork;
import dev.pgrm.domain.stream.SubscriptionSpec;
import dev.pgrm.domain.stream.SubscriptionSpec.Options;
import dev.pgrm.fleet.connection.SessionLimits;
import dev.pgrm.fleet.connection.Sessions;
import dev.pgrm.fleet.connection.TlsTrust;
import dev.pgrm.fleet.preflight.PostgresStreamChecks;
import dev.pgrm.fleet.scene.Versions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Two servers, and workers that make streams between them. */
final class Workshop implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pace PACE = new Pace(
            Duration.ofMillis(100),
            Duration.ofMillis(50),
            Duration.ofMillis(200),
            Duration.ofSeconds(20),
            Duration.ofSeconds(40),
            4);

    final InMemoryJournal journal = new InMemoryJournal();
    final InMemoryKeptConnections kept = new InMemoryKeptConnections();
    final List<String> told = new CopyOnWriteArrayList<>();
    private final Fleet fleet;
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final Accounts accounts;
    private final Sessions sessions;
    private final List<Performing> workers = new ArrayList<>();
    private final Database source;
    private final Database target;
    private int number;

    private Workshop(Fleet fleet) {
        this.fleet = fleet;
        this.accounts = new Accounts(fleet);
        this.sessions = new Sessions(accounts, new TlsTrust(""), SessionLimits.USUAL);
        this.source = register(hub());
        this.target = register(house());
    }

    static Workshop of(PostgresVersion version) {
        return of(new Versions(version, version));
    }

    static Workshop of(Versions versions) {
        return new Workshop(aFleet().primary("hub", versions.source())
                .primary("house", versions.target())
                .setting("wal_retrieve_retry_interval", "500ms")
                .setting("max_prepared_transactions", "5")
                .start());
    }

    PostgresServer hub() {
        return fleet.server("hub");
    }

    PostgresServer house() {
        return fleet.server("house");
    }

    private Database register(PostgresServer server) {
        var spec = new DatabaseSpec(
                server.name(),
                Hosts.only(new Endpoint(server.host(), server.port())),
                server.database().name(),
                null,
                Provider.SELF_HOSTED,
                DeclaredRole.PRIMARY,
                Tls.of(TlsMode.DISABLE),
                Access.by(CredentialReference.parse("file:" + server.name())),
                Network.UNSAID,
                Map.of(),
                null);
        return registry.add(spec, Keeper.PEOPLE, "ada", Instant.EPOCH);
    }

    /** The superusers, and who replicates. */
    private static final class Accounts implements Credentials {
        private final Fleet fleet;
        private volatile Credential replicator;
        private volatile @Nullable Credential manager;

        Accounts(Fleet fleet) {
            this.fleet = fleet;
            this.replicator =
                    new Credential(fleet.replicator().user(), fleet.replicator().password());
        }

        @Override
        public Lookup find(DatabaseSpec database, Account account) {
            return new Lookup.Found(account == Account.REPLICATION ? replicator : manager(database));
        }

        private Credential manager(DatabaseSpec database) {
            Credential other = manager;
            if (other != null && database.name().equals("house")) {
                return other;
            }
            var superuser = fleet.servers().stream()
                    .filter(server -> server.port() == database.endpoint().port())
                    .findFirst()
                    .orElseThrow()
                    .superuser();
            return new Credential(superuser.user(), superuser.password());
        }

        @Override
        public List<Credential> afterRefusal(DatabaseSpec database, Account account, Credential refused) {
            return List.of();
        }
    }

    String secret() {
        return Objects.requireNonNull(accounts.replicator.password());
    }

    /** What is found as the credential of the replication account from now on. */
    void tellSecret(String password) {
        accounts.replicator = new Credential(accounts.replicator.username(), password);
    }

    /** What the source takes for it from now on. */
    void takeSecret(String password) {
        hub().sql("alter role " + Quoted.identifier(accounts.replicator.username()) + " password "
                + Quoted.literal(password));
    }

    Credential replicator() {
        return accounts.replicator;
    }

    /** As whom workers sign in on the target from now on. */
    void manageHouseAs(@Nullable Credential other) {
        accounts.manager = other;
    }

    /** How a subscription on the target reaches the source, as a literal. */
    String way() {
        Credential credential = accounts.replicator;
        return Quoted.literal(stream("any").way().of(credential.username(), credential.password()));
    }

    /** A session that holds a table of the catalog until it is closed: whoever has to look there waits. */
    static Connection holding(PostgresServer server, String table, String mode) throws SQLException {
        Connection session = server.database().connect();
        session.setAutoCommit(false);
        try (var statement = session.createStatement()) {
            statement.execute("lock table " + table + " in " + mode + " mode");
        }
        return session;
    }

    /** A table on both ends, with rows on the source. */
    String table() {
        String name = "t" + ++number;
        hub().sql(
                        "create table " + name + " (id int primary key, v text)",
                        "insert into " + name + " select i, 'row ' || i from generate_series(1, 100) as i");
        house().sql("create table " + name + " (id int primary key, v text)");
        return name;
    }

    /** What no look beforehand can see, and which says aloud what it was told. */
    void refuseSubscriptions() {
        house().sql(
                        "create function public.refuse() returns event_trigger language plpgsql as"
                                + " $$ begin raise exception 'no: %', current_query(); end $$",
                        "create event trigger refuse on ddl_command_start when tag in ('CREATE SUBSCRIPTION')"
                                + " execute function public.refuse()");
    }

    void allowSubscriptions() {
        house().sql("drop event trigger refuse", "drop function public.refuse()");
    }

    CreateStream stream(String table) {
        return stream(table, target, new SubscriptionName(table));
    }

    private CreateStream stream(String table, Database to, SubscriptionName name) {
        return new CreateStream(
                new End(source.id(), source.name()),
                new End(to.id(), to.name()),
                new Conninfo(
                        new Endpoint(
                                hub().peerEndpoint().host(),
                                hub().peerEndpoint().port()),
                        hub().database().name(),
                        "disable",
                        null,
                        null),
                new PublicationSpec(
                        new PublicationName(table),
                        false,
                        List.of(),
                        List.of(new PublicationSpec.Table(new TableName("public", table), List.of(), null)),
                        Set.of(),
                        false),
                new SubscriptionSpec(name, new SlotName(table), true, true, Options.UNSAID));
    }

    /** What is found before it is made. */
    Preflight checked(CreateStream work) {
        return new PostgresStreamChecks(sessions, accounts).check(work, source.spec(), target.spec());
    }

    /** Within the source's own server, into another database. */
    CreateStream streamWithin(String table) {
        hub().sql("create database elsewhere");
        hub().database("elsewhere").sql("create table " + table + " (id int primary key, v text)");
        DatabaseSpec spec = source.spec();
        Database elsewhere = registry.add(
                new DatabaseSpec(
                        "elsewhere",
                        spec.hosts(),
                        "elsewhere",
                        null,
                        spec.provider(),
                        spec.role(),
                        spec.tls(),
                        spec.access(),
                        spec.network(),
                        Map.of(),
                        null),
                Keeper.PEOPLE,
                "ada",
                Instant.EPOCH);
        return stream(table, elsewhere, new SubscriptionName(table));
    }

    Operation open(StreamWork work) {
        Operation operation =
                Operation.of(new OperationId(UUID.randomUUID()), work, "ada", Instant.now(Clock.systemUTC()));
        journal.open(operation);
        return operation;
    }

    Performing worker() {
        return worker(journal);
    }

    /** One that waits for a second, where others wait for most of a minute. */
    Performing hastyWorker() {
        return worker(
                journal,
                new Pace(
                        PACE.beat(),
                        PACE.look(),
                        PACE.pause(),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        PACE.most()));
    }

    Performing worker(Journal on) {
        return worker(on, PACE);
    }

    private Performing worker(Journal on, Pace pace) {
        var progress = new Progress() {
            @Override
            public void report(OperationId operation, String step, int percent, String detail) {
                told.add(step + ": " + detail);
            }

            @Override
            public void listen(Consumer<Report> listener, Runnable missed) {
                throw new UnsupportedOperationException("nobody listens here");
            }
        };
        var worker = new Performing(
                new WorkerId(UUID.randomUUID()),
                on,
                journal,
                new StreamProcedures(
                        registry,
                        sessions,
                        accounts,
                        new PostgresStreamChecks(sessions, accounts),
                        kept,
                        Clock.systemUTC()),
                progress,
                Clock.systemUTC(),
                pace);
        workers.add(worker);
        return worker;
    }

    Operation read(Operation operation) {
        return Objects.requireNonNull(journal.read(operation.id()));
    }

    Operation awaitOver(Operation operation) {
        await("end of the operation")
                .atMost(PATIENCE)
                .until(() -> read(operation).status().over());
        return read(operation);
    }

    Operation done(StreamWork work) {
        Operation operation = open(work);
        worker().takeTurn();
        return awaitOver(operation);
    }

    /** Its worker dies at a write to the journal, and another takes it over. */
    Operation takenOver(StreamWork work, int write, boolean before) {
        var halting = new Halting(journal, write, before);
        Operation operation = open(work);
        worker(halting).takeTurn();
        await("write " + write)
                .atMost(PATIENCE)
                .until(() -> halting.halted() || read(operation).status().over());
        halting.release(operation);
        worker().takeTurn();
        return awaitOver(operation);
    }

    /** Its worker dies after a write to the journal, and another cannot go back as a server is away; which is there again then. */
    Operation failed(StreamWork work, int write, PostgresServer away) {
        return failed(work, write, () -> {}, away);
    }

    /** @param first is waited for before that server goes away */
    Operation failed(StreamWork work, int write, Runnable first, PostgresServer away) {
        var halting = new Halting(journal, write, false);
        Operation operation = open(work);
        worker(halting).takeTurn();
        await("write " + write).atMost(PATIENCE).until(halting::halted);
        first.run();
        away.stop(Shutdown.FAST);
        halting.release(operation);
        hastyWorker().takeTurn();
        Operation end = awaitOver(operation);
        assertThat(end.status()).as("%s", end).isEqualTo(OperationStatus.FAILED);
        away.start();
        return end;
    }

    /** Does what its steps leave to a person, the last step first. */
    void finishByHand(Operation failed) {
        for (Step step : failed.steps().reversed()) {
            String detail = Objects.requireNonNullElse(step.detail(), "");
            int begin = detail.indexOf("To finish by hand:");
            if (step.status() == StepStatus.LEFT && begin >= 0) {
                sendByHand(detail.substring(begin));
            }
        }
    }

    private void sendByHand(String script) {
        PostgresServer server = hub();
        for (String statement : script.lines().skip(1).toList()) {
            if (statement.startsWith("-- on ")) {
                server = fleet.server(statement.substring("-- on ".length()).split("[:,]", 2)[0]);
            } else if (!statement.startsWith("--")) {
                server.sql(statement);
            }
        }
    }

    Operation cancelledLater(Operation failed) {
        journal.cancel(failed.id());
        worker().takeTurn();
        return awaitOver(failed);
    }

    Operation retried(Operation failed) {
        journal.retry(failed.id());
        worker().takeTurn();
        return awaitOver(failed);
    }

    /** As the map shows it once it was made. */
    LogicalStream made(String table) {
        CreateStream work = stream(table);
        assertThat(done(work).status()).isEqualTo(OperationStatus.SUCCEEDED);
        return onMap(work);
    }

    /** Whoever made it. */
    LogicalStream onMap(CreateStream work) {
        String name = work.subscription().name().value();
        return new LogicalStream(
                new StreamId(new UUID(7, number)),
                name,
                work.source(),
                work.target(),
                new Subscribed(
                        new Oid(Long.parseLong(
                                house().value("select oid from pg_subscription where subname = ?", name))),
                        work.subscription().name()),
                work.subscription().slot(),
                List.of(work.publication().name()));
    }

    /** With something that happens after so many writes to the journal. */
    Operation doneBeside(StreamWork work, int writes, Runnable happening) {
        return awaitOver(openBeside(work, writes, _ -> happening.run()));
    }

    /** While one of its ends restarts after so many writes to the journal. */
    Operation doneDespiteRestart(StreamWork work, int writes, PostgresServer server) {
        Operation end = doneBeside(work, writes, () -> {
            server.stop(Shutdown.FAST);
            Thread.ofVirtual().start(server::start);
        });
        server.start();
        return end;
    }

    /** The same, and its end is not waited for. */
    Operation openBeside(StreamWork work, int writes, Consumer<Operation> happening) {
        var count = new AtomicInteger();
        Operation operation = open(work);
        worker(new ForwardingJournal(journal) {
                    @Override
                    protected boolean writing(OperationId id, BooleanSupplier write) {
                        boolean written = super.writing(id, write);
                        if (count.incrementAndGet() == writes) {
                            happening.accept(operation);
                        }
                        return written;
                    }
                })
                .takeTurn();
        return operation;
    }

    /** Somebody wants it stopped just after a write to the journal, and its worker knows before it goes on. */
    Operation cancelled(StreamWork work, int write) {
        return cancelled(work, write, () -> {});
    }

    /** @param first is waited for before that */
    Operation cancelled(StreamWork work, int write, Runnable first) {
        Operation operation = open(work);
        var count = new AtomicInteger();
        worker(new ForwardingJournal(journal) {
                    @Override
                    protected boolean writing(OperationId id, BooleanSupplier writing) {
                        boolean written = super.writing(id, writing);
                        if (count.incrementAndGet() == write) {
                            first.run();
                            journal.cancel(id);
                            int beats = journal.beats();
                            await("news").atMost(PATIENCE).until(() -> journal.beats() > beats + 1);
                        }
                        return written;
                    }
                })
                .takeTurn();
        return awaitOver(operation);
    }

    void awaitCopied(String table) {
        await("copy of " + table)
                .atMost(PATIENCE)
                .until(() -> house().value("select count(*) from " + table).equals("100"));
        hub().sql("insert into " + table + " values (1000, 'afterwards')");
        await("change of " + table)
                .atMost(PATIENCE)
                .until(() -> house().value("select count(*) from " + table).equals("101"));
    }

    /** Neither here nor there anything of the stream, nor of who made it. */
    void assertNothingLeft() {
        Stream.of(hub(), house()).forEach(server -> {
            assertThat(server.query("select pubname from pg_publication")).isEmpty();
            assertThat(server.query("select subname from pg_subscription")).isEmpty();
            assertThat(server.query("select slot_name from pg_replication_slots"))
                    .isEmpty();
            assertThat(server.query("select roname from pg_replication_origin")).isEmpty();
            assertThat(server.query("select application_name from pg_stat_activity where state like 'idle in%'"))
                    .isEmpty();
            await("sessions of operations end")
                    .atMost(PATIENCE)
                    .until(() -> server.value(
                                    "select count(*) from pg_stat_activity where application_name like 'pgrm:%'")
                            .equals("0"));
        });
    }

    /** What both ends say of themselves, for whoever has to find out why something did not come. */
    String standing() {
        var standing = new StringBuilder();
        for (PostgresServer server : List.of(hub(), house())) {
            standing.append(server.name()).append(" has\n");
            for (String sql : List.of(
                    "select srrelid::regclass, srsubstate, srsublsn from pg_subscription_rel",
                    "select subname, pid, relid, received_lsn, latest_end_lsn from pg_stat_subscription",
                    "select slot_name, active_pid, restart_lsn, confirmed_flush_lsn from pg_replication_slots",
                    "select roname, remote_lsn from pg_replication_origin"
                            + " left join pg_replication_origin_status on roident = local_id",
                    "select pid, backend_type, application_name, state, wait_event, xact_start, backend_xid,"
                            + " backend_xmin from pg_stat_activity where backend_type ~ 'client|logical|walsender'",
                    "select pubname from pg_publication")) {
                server.query(sql)
                        .forEach(row -> standing.append("  ").append(row).append('\n'));
            }
            // Statements may hold passwords.
            List<String> lines = server.log().lines().stream()
                    .filter(line -> !line.contains("STATEMENT:") && !line.contains("password"))
                    .toList();
            lines.subList(Math.max(0, lines.size() - 60), lines.size())
                    .forEach(line -> standing.append("  ").append(line).append('\n'));
        }
        return standing.toString();
    }

    /** As it was before. */
    void clear(CreateStream work) {
        Stream.of(hub(), house()).forEach(PostgresServer::start);
        String name = work.subscription().name().value();
        if (!house().value("select count(*) from pg_subscription where subname = ?", name)
                .equals("0")) {
            house().sql("drop subscription " + name);
        }
        hub().sql("drop publication if exists " + name);
        assertNothingLeft();
    }

    @Override
    public void close() {
        workers.forEach(Performing::close);
        sessions.close();
        fleet.close();
    }
}
