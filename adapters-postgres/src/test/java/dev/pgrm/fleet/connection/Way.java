package dev.pgrm.fleet.connection;

import dev.pgrm.application.credential.Credential;
import dev.pgrm.application.credential.Credentials;
import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.domain.database.Access;
import dev.pgrm.domain.database.Account;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A way to a database: what is registered, and the credential that its reference leads to. Each change makes another way. */
record Way(DatabaseSpec database, Credential credential) {
    static final Duration PATIENCE = Duration.ofSeconds(3);
    static final Duration BOUND = Duration.ofSeconds(30);

    static Way to(PostgresServer server) {
        return to(new Endpoint(server.host(), server.port())).asOf(server);
    }

    static Way to(Endpoint endpoint) {
        return new Way(
                new DatabaseSpec(
                        "orders",
                        Hosts.only(endpoint),
                        "postgres",
                        null,
                        Provider.SELF_HOSTED,
                        DeclaredRole.PRIMARY,
                        Tls.of(TlsMode.DISABLE),
                        Access.by(CredentialReference.parse("file:monitor")),
                        Network.UNSAID,
                        Map.of(),
                        null),
                new Credential("nobody", "nothing"));
    }

    Way asOf(PostgresServer server) {
        return as(server.superuser().user(), server.superuser().password());
    }

    Way as(String user, String password) {
        return as(new Credential(user, password));
    }

    Way as(Credential other) {
        return new Way(database, other);
    }

    Way at(String host) {
        return new Way(database.at(new Endpoint(host, database.endpoint().port())), credential);
    }

    Way tls(TlsMode mode) {
        return with(
                database.hosts(),
                database.database(),
                new Tls(mode, database.tls().authorities()),
                database.access());
    }

    Way trusting(String pem) {
        return with(
                database.hosts(),
                database.database(),
                new Tls(database.tls().mode(), new TlsAuthorities.Given(pem)),
                database.access());
    }

    Way in(String name) {
        return with(database.hosts(), name, database.tls(), database.access());
    }

    Way by(String reference) {
        return with(
                database.hosts(), database.database(), database.tls(), Access.by(CredentialReference.parse(reference)));
    }

    Way registeredAs(String name) {
        return new Way(
                new DatabaseSpec(
                        name,
                        database.hosts(),
                        database.database(),
                        null,
                        database.provider(),
                        database.role(),
                        database.tls(),
                        database.access(),
                        database.network(),
                        Map.of(),
                        null),
                credential);
    }

    Way or(TargetSession target, Endpoint... alternates) {
        return with(
                new Hosts(database.endpoint(), List.of(alternates), target),
                database.database(),
                database.tls(),
                database.access());
    }

    private Way with(Hosts hosts, String name, Tls tls, Access access) {
        return new Way(
                new DatabaseSpec(
                        database.name(),
                        hosts,
                        name,
                        null,
                        database.provider(),
                        database.role(),
                        tls,
                        access,
                        database.network(),
                        Map.of(),
                        null),
                credential);
    }

    Credentials credentials() {
        return new Credentials() {
            @Override
            public Lookup find(DatabaseSpec of, Account account) {
                return new Lookup.Found(credential);
            }

            @Override
            public List<Credential> afterRefusal(DatabaseSpec of, Account account, Credential refused) {
                return List.of();
            }
        };
    }

    Sessions sessions() {
        return sessions(SessionLimits.USUAL);
    }

    Sessions sessions(SessionLimits limits) {
        return new Sessions(credentials(), new TlsTrust(""), limits);
    }
}
