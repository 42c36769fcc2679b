package dev.pgrm.application.database;

import dev.pgrm.domain.database.CredentialReference;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.DeclaredRole;
import dev.pgrm.domain.database.Provider;
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
                new Endpoint(host, 5432),
                database,
                null,
                Provider.SELF_HOSTED,
                DeclaredRole.PRIMARY,
                TlsMode.PREFER,
                CredentialReference.parse("file:" + name),
                null,
                null,
                null,
                List.of(),
                List.of(),
                Map.of(),
                null);
    }

    /** With a value in every field. */
    public static DatabaseSpec complete(String name) {
        return new DatabaseSpec(
                name,
                new Endpoint("db-1.example.com", 6432),
                "Orders of 'today'",
                "production",
                Provider.AWS,
                DeclaredRole.REPLICA,
                TlsMode.VERIFY_FULL,
                CredentialReference.parse("arn:aws:secretsmanager:eu-central-1:123456789012:secret:orders-AbCdEf"),
                CredentialReference.parse("ssm:/orders/replication"),
                "arn:aws:iam::123456789012:role/pgrm",
                "vpc-1",
                List.of("subnet-b", "subnet-a"),
                List.of("sg-1"),
                Map.of("team", "orders", "a \"quoted\" key", "and: {value}"),
                "Ask before you stop it.\nReally.");
    }
}
