package dev.pgrm.fleet.preflight;

import dev.pgrm.application.credential.Credential;
import dev.pgrm.application.credential.Credentials;
import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.domain.database.Account;
import dev.pgrm.domain.database.DatabaseSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who signs in to the two ends of a wish: superusers, unless others are named. */
final class Accounts implements Credentials {
    private final Map<String, Lookup> named = new HashMap<>();
    private final Map<String, PostgresServer> servers;

    Accounts(PostgresServer shop, PostgresServer house) {
        servers = Map.of("shop", shop, "house", house);
    }

    void put(String end, Account account, Lookup lookup) {
        named.put(end + account, lookup);
    }

    boolean has(String end, Account account) {
        return named.containsKey(end + account);
    }

    @Override
    public Lookup find(DatabaseSpec database, Account account) {
        String end = database.name();
        if (has(end, account)) {
            return named.getOrDefault(end + account, superuser(end));
        }
        return named.getOrDefault(end + Account.MANAGING, superuser(end));
    }

    private Lookup superuser(String end) {
        PostgresServer server = servers.get(end);
        if (server == null) {
            throw new IllegalArgumentException(end + " is no end");
        }
        return new Lookup.Found(
                new Credential(server.superuser().user(), server.superuser().password()));
    }

    @Override
    public List<Credential> afterRefusal(DatabaseSpec database, Account account, Credential refused) {
        return List.of();
    }
}
