package dev.pgrm.fleet.preflight;

import dev.pgrm.application.credential.Credential;
import dev.pgrm.application.credential.Credentials;
import dev.pgrm.application.credential.Credentials.Lookup;
import dev.pgrm.devkit.postgres.Database;
import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.Access;
import dev.pgrm.domain.database.Account;
import dev.pgrm.domain.database.CredentialReference;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.DeclaredRole;
import dev.pgrm.domain.database.Hosts;
import dev.pgrm.domain.database.Network;
import dev.pgrm.domain.database.Provider;
import dev.pgrm.domain.database.Tls;
import dev.pgrm.domain.database.TlsMode;
import dev.pgrm.domain.observation.DatabaseFacts.DataChange;
import dev.pgrm.domain.postgres.Conninfo;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SubscriptionName;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.domain.stream.End;
import dev.pgrm.domain.stream.Preflight;
import dev.pgrm.domain.stream.PublicationSpec;
import dev.pgrm.domain.stream.RowFilter;
import dev.pgrm.domain.stream.SubscriptionSpec;
import dev.pgrm.domain.stream.SubscriptionSpec.Options;
import dev.pgrm.fleet.connection.SessionLimits;
import dev.pgrm.fleet.connection.Sessions;
import dev.pgrm.fleet.connection.TlsTrust;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A stream that somebody wishes for, between two databases of its own. */
final class Wish {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String name = "wish_" + NUMBER.incrementAndGet();
    private final PostgresServer shop;
    private final PostgresServer house;
    private final Accounts accounts;
    private final List<PublicationSpec.Table> tables = new ArrayList<>();
    private String shopDatabase = name;
    private String houseDatabase = name;
    private List<String> schemas = List.of();
    private boolean everything;
    private boolean root;
    private Set<DataChange> operations = Set.of();
    private String slot = name;
    private boolean copied = true;
    private Options options = Options.UNSAID;
    private @Nullable Endpoint address;
    private String sslMode = "disable";
    private @Nullable String passfile;
    private TlsMode tls = TlsMode.DISABLE;
    private Duration longTransaction = Duration.ofMinutes(1);

    Wish(PostgresServer shop, PostgresServer house) {
        this.shop = shop;
        this.house = house;
        this.accounts = new Accounts(shop, house);
    }

    static Wish between(PostgresServer shop, PostgresServer house) {
        var wish = new Wish(shop, house);
        shop.sql("create database " + wish.name);
        if (!house.equals(shop)) {
            house.sql("create database " + wish.name);
        }
        return wish;
    }

    /** Between what is there, without databases of its own. */
    Wish in(String shops, String houses) {
        shopDatabase = shops;
        houseDatabase = houses;
        return this;
    }

    Credentials accounts() {
        return accounts;
    }

    String name() {
        return name;
    }

    Database shop() {
        return shop.database(shopDatabase);
    }

    Wish shop(String... statements) {
        shop().sql(statements);
        return this;
    }

    Wish house(String... statements) {
        house.database(houseDatabase).sql(statements);
        return this;
    }

    Wish both(String... statements) {
        return shop(statements).house(statements);
    }

    Wish table(String table) {
        return table("public", table, List.of(), null);
    }

    Wish table(String schema, String table, List<String> columns, @Nullable String where) {
        tables.add(new PublicationSpec.Table(
                new TableName(schema, table), columns, where == null ? null : new RowFilter(where)));
        return this;
    }

    Wish schemas(String... names) {
        schemas = List.of(names);
        return this;
    }

    Wish everything() {
        everything = true;
        return this;
    }

    Wish byRoot() {
        root = true;
        return this;
    }

    Wish publishing(DataChange... changes) {
        operations = Set.of(changes);
        return this;
    }

    Wish slot(String taken) {
        slot = taken;
        return this;
    }

    Wish withoutCopy() {
        copied = false;
        return this;
    }

    Wish options(Options wanted) {
        options = wanted;
        return this;
    }

    Wish by(Endpoint way, String mode) {
        address = way;
        sslMode = mode;
        return this;
    }

    Wish passfile(String file) {
        passfile = file;
        return this;
    }

    Wish tls(TlsMode ours) {
        tls = ours;
        return this;
    }

    Wish callingLong(Duration transaction) {
        longTransaction = transaction;
        return this;
    }

    /** Makes a role that may sign in, which is like no other. */
    String role(String end, String attributes) {
        String role = name + "_" + NUMBER.incrementAndGet();
        (end.equals("shop") ? shop : house).sql("create role " + role + " login password 'secret' " + attributes);
        return role;
    }

    /** @param end {@code shop} or {@code house} */
    Wish managedBy(String end, String role) {
        accounts.put(end, Account.MANAGING, new Lookup.Found(new Credential(role, "secret")));
        return this;
    }

    Wish replicatedBy(String role, String password) {
        accounts.put("shop", Account.REPLICATION, new Lookup.Found(new Credential(role, password)));
        return this;
    }

    Wish replicatedByNobody(Trouble why) {
        accounts.put("shop", Account.REPLICATION, new Lookup.NotFound(why));
        return this;
    }

    Preflight check() {
        try (var sessions = new Sessions(accounts, new TlsTrust(""), SessionLimits.USUAL)) {
            return check(new PostgresStreamChecks(sessions, accounts, longTransaction));
        }
    }

    Preflight check(PostgresStreamChecks checks) {
        return checks.check(work(), spec("shop", shop, shopDatabase), spec("house", house, houseDatabase));
    }

    private CreateStream work() {
        return new CreateStream(
                new End(new DatabaseId(new UUID(0, 1)), "shop"),
                new End(new DatabaseId(new UUID(0, 2)), "house"),
                new Conninfo(address == null ? endpoint(shop) : address, shopDatabase, sslMode, null, passfile),
                new PublicationSpec(new PublicationName(name), everything, schemas, tables, operations, root),
                new SubscriptionSpec(new SubscriptionName(name), new SlotName(slot), copied, true, options));
    }

    private DatabaseSpec spec(String end, PostgresServer server, String database) {
        CredentialReference managing = CredentialReference.parse("file:manager");
        boolean another = accounts.has(end, Account.REPLICATION);
        return new DatabaseSpec(
                end,
                Hosts.only(endpoint(server)),
                database,
                null,
                Provider.SELF_HOSTED,
                DeclaredRole.PRIMARY,
                Tls.of(end.equals("shop") ? tls : TlsMode.DISABLE),
                new Access(managing, another ? CredentialReference.parse("file:replicator") : null, null, null, null),
                Network.UNSAID,
                Map.of(),
                null);
    }

    private static Endpoint endpoint(PostgresServer server) {
        return new Endpoint(server.host(), server.port());
    }
}
