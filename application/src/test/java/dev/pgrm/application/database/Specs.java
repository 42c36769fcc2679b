package dev.pgrm.application.database;

import dev.pgrm.domain.aws.IamRole;
import dev.pgrm.domain.database.Access;
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
import java.util.List;
import java.util.Map;

/** Databases as administrators may enter them. */
public final class Specs {
    private Specs() {}

    public static DatabaseSpec on(String host, String name) {
        return on(host, name, name);
    }

    public static DatabaseSpec on(String host, String name, String database) {
        return new DatabaseSpec(
                name,
                Hosts.only(new Endpoint(host, 5432)),
                database,
                null,
                Provider.SELF_HOSTED,
                DeclaredRole.PRIMARY,
                Tls.of(TlsMode.PREFER),
                Access.by(CredentialReference.parse("file:" + name.replaceAll("[^A-Za-z0-9_-]", "_"))),
                Network.UNSAID,
                Map.of(),
                null);
    }

    /** With a value in every field. */
    public static DatabaseSpec complete(String name) {
        return new DatabaseSpec(
                name,
                new Hosts(
                        new Endpoint("db-1.example.com", 6432),
                        List.of(new Endpoint("db-2.example.com", 6433), new Endpoint("2001:db8::1", 5432)),
                        TargetSession.READ_WRITE),
                "Orders of 'today'",
                "production",
                Provider.AWS,
                DeclaredRole.REPLICA,
                new Tls(TlsMode.VERIFY_FULL, new TlsAuthorities.OfRds()),
                new Access(
                        CredentialReference.parse(
                                "arn:aws:secretsmanager:eu-central-1:123456789012:secret:orders-AbCdEf"),
                        CredentialReference.parse("ssm:/orders/replication"),
                        "db-0.example.com",
                        new IamRole("arn:aws:iam::123456789012:role/pgrm", "from-us"),
                        "eu-west-1"),
                new Network("vpc-1", List.of("subnet-b", "subnet-a"), List.of("sg-1")),
                Map.of("team", "orders", "a \"quoted\" key", "and: {value}"),
                "Ask before you stop it.\nReally.");
    }
}
