package dev.pgrm.fleet.trial;

import static dev.pgrm.domain.database.ConnectionTest.Name.DNS;
import static dev.pgrm.domain.database.ConnectionTest.Name.PRIVILEGES;
import static dev.pgrm.domain.database.ConnectionTest.Name.REPLICATION_PREREQUISITES;
import static dev.pgrm.domain.database.ConnectionTest.Name.SECRET_ACCESS;
import static dev.pgrm.domain.database.ConnectionTest.Name.SIGN_IN;
import static dev.pgrm.domain.database.ConnectionTest.Name.TCP;
import static dev.pgrm.domain.database.ConnectionTest.Name.TLS;

import dev.pgrm.application.credential.Credentials;
import dev.pgrm.application.trial.ConnectionTester;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.aws.RdsHost;
import dev.pgrm.domain.database.ConnectionTest;
import dev.pgrm.domain.database.ConnectionTest.Name;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.fleet.connection.Sessions;
import dev.pgrm.fleet.connection.TlsTrust;
import dev.pgrm.fleet.trial.LookUp.Names;
import dev.pgrm.fleet.trial.Trial.Terms;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes the way to a database, with a session of its own that is gone at the end. Whatever hangs on the way, the answer is there
 * after some ten seconds.
 */
public final class PostgresConnectionTester implements ConnectionTester {
    private static final Duration TOTAL = Duration.ofSeconds(10);
    private static final Duration BRIEF = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofSeconds(3);

    /** To a session. A secret may be read wherever the server is, so that is tried in any case. */
    private static final List<Name> WAY = List.of(DNS, TCP, TLS, SECRET_ACCESS, SIGN_IN);

    private final LookUp lookUp;
    private final Encrypt encrypt;
    private final FindSecrets findSecrets;
    private final SignIn signIn;
    private final CheckReplication checkReplication;

    public PostgresConnectionTester(Sessions sessions, Credentials credentials, TlsTrust trust, Clock clock) {
        this(sessions, credentials, trust, clock, InetAddress::getAllByName);
    }

    PostgresConnectionTester(Sessions sessions, Credentials credentials, TlsTrust trust, Clock clock, Names names) {
        this.lookUp = new LookUp(names);
        this.encrypt = new Encrypt(trust, clock);
        this.findSecrets = new FindSecrets(credentials);
        this.signIn = new SignIn(sessions);
        this.checkReplication = new CheckReplication(new ReplicationAccount(sessions, credentials));
    }

    @Override
    public ConnectionTest test(DatabaseSpec database) {
        var trial = new Trial(TOTAL);
        var addresses = trial.stage(
                terms(DNS, BRIEF, database, List.of()),
                most -> lookUp.of(database.hosts().all(), most));
        var reached = trial.stage(
                terms(TCP, BRIEF, database, WAY.subList(0, 1)),
                most -> new Reach(database, given(addresses)).within(most));
        trial.stage(
                terms(TLS, LONG, database, WAY.subList(0, 2)), most -> encrypt.with(database, given(reached), most));
        trial.stage(terms(SECRET_ACCESS, LONG, database, List.of()), most -> findSecrets.of(database));
        try (Session session =
                trial.stage(terms(SIGN_IN, LONG, database, WAY.subList(0, 4)), most -> signIn.to(database, most))) {
            trial.stage(terms(PRIVILEGES, BRIEF, database, WAY), most -> CheckPrivileges.on(given(session), database));
            replication(trial, database, session);
        }
        return trial.soFar();
    }

    private void replication(Trial trial, DatabaseSpec database, @Nullable Session session) {
        RdsHost rds = RdsHost.parse(database.endpoint().host());
        if (rds != null && rds.kind() == RdsHost.Kind.PROXY) {
            trial.stage(
                    terms(REPLICATION_PREREQUISITES, BRIEF, database, List.of()),
                    most -> Finding.failed(CheckReplication.proxy(database)));
        } else {
            trial.stage(
                    terms(REPLICATION_PREREQUISITES, LONG, database, WAY),
                    most -> checkReplication.on(given(session), database, most));
        }
    }

    private static Terms terms(Name name, Duration most, DatabaseSpec database, List<Name> needs) {
        return new Terms(name, needs, most, late(name, database));
    }

    private static Trouble late(Name name, DatabaseSpec database) {
        return name == SECRET_ACCESS
                ? new Trouble(
                        "secret_timed_out",
                        "Where the credential is kept, nobody answered in time",
                        "Check the way from the monitor to it: VPC endpoint, NAT, proxy")
                : new Trouble(
                        "timed_out",
                        database.endpoint() + " did not answer in time",
                        "See what keeps the server busy, and what on the way holds back what it sends");
    }

    /** What a stage needs was left by those before it: otherwise it would have been skipped. */
    private static <T> T given(@Nullable T left) {
        if (left == null) {
            throw new IllegalStateException("a stage was tried without what it needs");
        }
        return left;
    }
}
