package dev.pgrm.fleet.trial;

import dev.pgrm.application.credential.Credential;
import dev.pgrm.application.credential.Credentials;
import dev.pgrm.devkit.fault.FaultProxy;
import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.Access;
import dev.pgrm.domain.database.Account;
import dev.pgrm.domain.database.ConnectionTest;
import dev.pgrm.domain.database.CredentialReference;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.DeclaredRole;
import dev.pgrm.domain.database.Hosts;
import dev.pgrm.domain.database.Network;
import dev.pgrm.domain.database.Provider;
import dev.pgrm.domain.database.TargetSession;
import dev.pgrm.domain.database.Tls;
import dev.pgrm.domain.database.TlsAuthorities;
import dev.pgrm.domain.database.TlsMode;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.fleet.connection.SessionLimits;
import dev.pgrm.fleet.connection.Sessions;
import dev.pgrm.fleet.connection.TlsTrust;
import dev.pgrm.fleet.trial.LookUp.Names;
import java.net.InetAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A database as somebody would register it, and the secrets that its references lead to. */
final class Target implements Credentials {
    private static final String MANAGING = "file:manager";
    private static final String REPLICATION = "file:replicator";

    private final List<Endpoint> hosts = new ArrayList<>();
    private final Map<Account, Lookup> secrets = new HashMap<>();
    private String database = "postgres";
    private Tls tls = Tls.of(TlsMode.DISABLE);
    private DeclaredRole role = DeclaredRole.PRIMARY;
    private String credentials = MANAGING;
    private @Nullable String replication;
    private Network network = Network.UNSAID;
    private Clock clock = Clock.systemUTC();
    private Names names = InetAddress::getAllByName;

    static Target at(String host, int port) {
        var target = new Target();
        target.hosts.add(new Endpoint(host, port));
        return target.as("nobody", "nothing");
    }

    static Target on(PostgresServer server) {
        return at(server.host(), server.port())
                .as(server.superuser().user(), server.superuser().password());
    }

    Target or(String host, int port) {
        hosts.add(new Endpoint(host, port));
        return this;
    }

    Target through(FaultProxy way) {
        hosts.set(0, new Endpoint(way.host(), way.port()));
        return this;
    }

    Target as(String user, String password) {
        return secret(Account.MANAGING, new Lookup.Found(new Credential(user, password)));
    }

    Target replicatingAs(String user, String password) {
        replication = REPLICATION;
        return secret(Account.REPLICATION, new Lookup.Found(new Credential(user, password)));
    }

    Target withoutSecret(Account account, Trouble trouble) {
        if (account == Account.REPLICATION) {
            replication = REPLICATION;
        }
        return secret(account, new Lookup.NotFound(trouble));
    }

    /** As IAM does, whose tokens end before a replication connection. */
    Target refusingReplication(Trouble trouble) {
        return secret(Account.REPLICATION, new Lookup.NotFound(trouble));
    }

    private Target secret(Account account, Lookup lookup) {
        secrets.put(account, lookup);
        return this;
    }

    Target by(String reference) {
        credentials = reference;
        return this;
    }

    Target in(String name) {
        database = name;
        return this;
    }

    Target tls(TlsMode mode) {
        tls = new Tls(mode, tls.authorities());
        return this;
    }

    Target trusting(String pem) {
        tls = new Tls(tls.mode(), new TlsAuthorities.Given(pem));
        return this;
    }

    Target declared(DeclaredRole declared) {
        role = declared;
        return this;
    }

    Target behind(Network doors) {
        network = doors;
        return this;
    }

    Target now(Clock now) {
        clock = now;
        return this;
    }

    Target asking(Names resolver) {
        names = resolver;
        return this;
    }

    DatabaseSpec spec() {
        return new DatabaseSpec(
                "orders",
                new Hosts(hosts.getFirst(), hosts.subList(1, hosts.size()), TargetSession.ANY),
                database,
                null,
                Provider.SELF_HOSTED,
                role,
                tls,
                new Access(
                        CredentialReference.parse(credentials),
                        replication == null ? null : CredentialReference.parse(replication),
                        null,
                        null,
                        null),
                network,
                Map.of(),
                null);
    }

    ConnectionTest test() {
        return test(this);
    }

    ConnectionTest test(Credentials found) {
        var trust = new TlsTrust("");
        return new PostgresConnectionTester(new Sessions(found, trust, SessionLimits.USUAL), found, trust, clock, names)
                .test(spec());
    }

    @Override
    public Lookup find(DatabaseSpec of, Account account) {
        Lookup own = secrets.get(account);
        return own == null ? secrets.getOrDefault(Account.MANAGING, missing()) : own;
    }

    private static Lookup missing() {
        return new Lookup.NotFound(new Trouble("secret_not_found", "There is none", "Put one there"));
    }

    @Override
    public List<Credential> afterRefusal(DatabaseSpec of, Account account, Credential refused) {
        return List.of();
    }
}
