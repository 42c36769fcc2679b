package dev.pgrm.application.database;

import dev.pgrm.application.Transactions;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.actor.Authorization;
import dev.pgrm.application.actor.Authorization.Act;
import dev.pgrm.application.audit.Audit;
import dev.pgrm.application.audit.AuditEntry;
import dev.pgrm.application.event.RegistryEvents;
import dev.pgrm.domain.Violation;
import dev.pgrm.domain.Words;
import dev.pgrm.domain.database.Access;
import dev.pgrm.domain.database.Access.IamRole;
import dev.pgrm.domain.database.CredentialReference;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseDraft;
import dev.pgrm.domain.database.DatabaseDraft.Checked;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.Keeper;
import dev.pgrm.domain.topology.Registered;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Registering, changing and removing databases. */
public final class Registration {
    private final Registry registry;
    private final Transactions transactions;
    private final Authorization authorization;
    private final Audit audit;
    private final RegistryEvents events;
    private final Clock clock;

    public Registration(
            Registry registry,
            Transactions transactions,
            Authorization authorization,
            Audit audit,
            RegistryEvents events,
            Clock clock) {
        this.registry = registry;
        this.transactions = transactions;
        this.authorization = authorization;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** Nothing was written, for these reasons. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient List<Violation> violations;

        Refused(List<Violation> violations) {
            super(violations.size() + " fields need another value");
            this.violations = List.copyOf(violations);
        }

        public List<Violation> violations() {
            return violations;
        }
    }

    /** There is no such database. */
    public static final class Unknown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unknown(DatabaseId id) {
            super("No database is registered under the id " + id);
        }
    }

    public Registered list(Actor actor) {
        authorization.require(actor, Act.SEE);
        return registry.all();
    }

    public Database get(Actor actor, DatabaseId id) {
        authorization.require(actor, Act.SEE);
        Database database = registry.find(id);
        if (database == null) {
            throw new Unknown(id);
        }
        return database;
    }

    public Database register(Actor actor, DatabaseDraft draft) {
        authorization.require(actor, Act.CHANGE_REGISTRY);
        DatabaseSpec spec = accepted(draft);
        Database added = transactions.within(() -> {
            Database database = registry.add(spec, Keeper.PEOPLE, actor.name(), now());
            write(actor, "database.created", database.id(), described(spec));
            return database;
        });
        events.registryChanged();
        return added;
    }

    public Database change(Actor actor, DatabaseId id, long version, DatabaseDraft draft) {
        authorization.require(actor, Act.CHANGE_REGISTRY);
        DatabaseSpec spec = accepted(draft);
        Database changed = transactions.within(() -> {
            Database before = get(actor, id);
            Database database = registry.change(id, version, spec, before.keeper(), actor.name(), now());
            write(actor, "database.changed", id, differences(before.spec(), spec));
            return database;
        });
        events.registryChanged();
        return changed;
    }

    public void remove(Actor actor, DatabaseId id, long version) {
        authorization.require(actor, Act.CHANGE_REGISTRY);
        transactions.within(() -> {
            Database before = get(actor, id);
            registry.remove(id, version);
            write(actor, "database.removed", id, described(before.spec()));
            return before;
        });
        events.registryChanged();
    }

    /** What a draft amounts to when nothing is wrong with it. */
    public static DatabaseSpec accepted(DatabaseDraft draft) {
        return switch (draft.check()) {
            case Checked.Accepted(var spec) -> spec;
            case Checked.Refused(var violations) -> throw new Refused(violations);
        };
    }

    /** To the microsecond, which is what the store keeps: what is returned now equals what is read later. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private void write(Actor actor, String act, DatabaseId id, Map<String, String> details) {
        audit.record(new AuditEntry(now(), actor.name(), act, id.toString(), details));
    }

    /** Who may be asked for which password on which way, above all. */
    private static Map<String, String> described(DatabaseSpec spec) {
        var fields = new TreeMap<String, String>();
        fields.put("name", spec.name());
        fields.put("endpoint", spec.endpoint().toString());
        fields.put("alternateHosts", spec.hosts().alternates().toString());
        fields.put("targetSessionAttrs", Words.of(spec.hosts().target()));
        fields.put("database", spec.database());
        fields.put("role", Words.of(spec.role()));
        fields.put("tlsMode", Words.of(spec.tls().mode()));
        fields.put("tlsCa", said(spec.tls().authorities().text()));
        Access access = spec.access();
        fields.put("credentials", access.credentials().text());
        fields.put("credentialsHost", said(access.credentialsHost()));
        CredentialReference replication = access.replicationCredentials();
        fields.put("replicationCredentials", replication == null ? "none" : replication.text());
        IamRole role = access.iamRole();
        fields.put("iamRoleArn", role == null ? "none" : role.arn());
        fields.put("iamExternalId", role == null ? "none" : said(role.externalId()));
        fields.put("awsRegion", said(access.awsRegion()));
        fields.put("environment", said(spec.environment()));
        fields.put("provider", Words.of(spec.provider()));
        fields.put("vpcId", said(spec.network().vpcId()));
        fields.put("subnetIds", spec.network().subnetIds().toString());
        fields.put("securityGroupIds", spec.network().securityGroupIds().toString());
        fields.put("tags", new TreeMap<>(spec.tags()).toString());
        fields.put("notes", said(spec.notes()));
        return fields;
    }

    private static String said(@Nullable String value) {
        return Objects.requireNonNullElse(value, "none");
    }

    private static Map<String, String> differences(DatabaseSpec before, DatabaseSpec after) {
        var old = described(before);
        var changed = new TreeMap<String, String>();
        described(after).forEach((field, value) -> {
            if (!Objects.equals(old.get(field), value)) {
                changed.put(field, old.get(field) + " -> " + value);
            }
        });
        return changed;
    }
}
