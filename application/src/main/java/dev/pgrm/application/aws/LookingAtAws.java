package dev.pgrm.application.aws;

import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.actor.Authorization;
import dev.pgrm.application.actor.Authorization.Act;
import dev.pgrm.application.audit.Audit;
import dev.pgrm.application.audit.AuditEntry;
import dev.pgrm.application.database.Registry;
import dev.pgrm.application.question.Answer;
import dev.pgrm.application.question.AskWorker;
import dev.pgrm.application.question.Question;
import dev.pgrm.domain.aws.AwsPermissions;
import dev.pgrm.domain.aws.AwsPermissions.Check;
import dev.pgrm.domain.aws.AwsPermissions.Outcome;
import dev.pgrm.domain.aws.AwsUse;
import dev.pgrm.domain.aws.IamRole;
import dev.pgrm.domain.aws.RdsDatabase;
import dev.pgrm.domain.aws.RdsInventory;
import dev.pgrm.domain.aws.RdsLogs;
import dev.pgrm.domain.aws.RdsSearch;
import dev.pgrm.domain.database.DatabaseDraft;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.topology.Registered;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What works with our permissions, and what RDS has that could be registered. */
public final class LookingAtAws {
    static final Duration DEADLINE = Duration.ofSeconds(40);

    /** The pages of one list shall be of one list. */
    private static final Duration KEEP = Duration.ofMinutes(5);

    private static final Set<String> READING = Set.of("secretsmanager:GetSecretValue", "ssm:GetParameter");

    private static final Comparator<RdsDatabase> ORDER = Comparator.comparing(RdsDatabase::arn);

    private final Registry registry;
    private final AskWorker workers;
    private final Authorization authorization;
    private final Audit audit;
    private final Clock clock;
    private final AtomicReference<@Nullable Kept> kept = new AtomicReference<>();

    private record Kept(RdsSearch search, RdsInventory inventory, Instant at) {}

    /**
     * What somebody asks for.
     *
     * @param regions none for those of registered databases
     * @param roles none for ourselves and the roles of registered databases
     * @param after the ARN with which the page before ended
     */
    public record Wish(
            List<String> regions,
            List<String> roles,
            int limit,
            @Nullable String after,
            boolean logFiles) {
        public Wish {
            regions = List.copyOf(regions);
            roles = List.copyOf(roles);
        }
    }

    /**
     * A page of what was found.
     *
     * @param next with which the next page is asked for, if there is one
     */
    public record Found(
            List<Item> items,
            RdsInventory inventory,
            List<RdsInventory.Blind> troubles,
            @Nullable String next) {
        public Found {
            items = List.copyOf(items);
            troubles = List.copyOf(troubles);
        }
    }

    /** @param logs only where they were asked for */
    public record Item(RdsDatabase database, List<Door> doors, RdsLogs.@Nullable Listing logs) {
        public Item {
            doors = List.copyOf(doors);
        }
    }

    /**
     * An endpoint.
     *
     * @param registered the databases that are registered there
     * @param offer what may be registered otherwise
     */
    public record Door(
            Endpoint endpoint,
            String use,
            List<DatabaseId> registered,
            @Nullable DatabaseDraft offer) {
        public Door {
            registered = List.copyOf(registered);
        }
    }

    public LookingAtAws(Registry registry, AskWorker workers, Authorization authorization, Audit audit, Clock clock) {
        this.registry = registry;
        this.workers = workers;
        this.authorization = authorization;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param regions none for those of registered databases */
    public AwsPermissions permissions(Actor actor, List<String> regions) {
        authorization.require(actor, Act.OPERATE);
        AwsUse use = AwsInUse.of(registry.all());
        AwsPermissions permissions = workers.ask(
                        null,
                        new Question.TestAws(regions.isEmpty() ? use : use.in(regions)),
                        Answer.AwsTested.class,
                        DEADLINE)
                .permissions();
        permissions.checks().stream()
                .filter(check -> READING.contains(check.action()))
                .forEach(check -> record(actor, check));
        return permissions;
    }

    /** That a secret was read to see whether it may be read makes no difference. */
    private void record(Actor actor, Check check) {
        String outcome = switch (check.outcome()) {
            case Outcome.Allowed _ -> "read";
            case Outcome.Denied(var trouble) -> trouble.code();
            case Outcome.Failed(var trouble) -> trouble.code();
            case Outcome.Skipped _ -> null;
        };
        if (outcome != null) {
            var details = new TreeMap<>(Map.of("outcome", outcome, "purpose", "test of permissions"));
            if (check.as() != null) {
                details.put("role", check.as());
            }
            audit.record(new AuditEntry(clock.instant(), actor.name(), "secret.read", check.resource(), details));
        }
    }

    /** Assuming a role that no database has been given is an administrator's act. */
    public Found rds(Actor actor, Wish wish) {
        authorization.require(actor, Act.OPERATE);
        Registered registered = registry.all();
        AwsUse use = AwsInUse.of(registered);
        List<IamRole> roles = wish.roles().stream().map(use::role).toList();
        if (!use.roles().containsAll(roles)) {
            authorization.require(actor, Act.CHANGE_REGISTRY);
        }
        RdsInventory inventory = inventory(search(wish, use, roles), wish.after() != null);
        return page(wish, inventory, new Offers(inventory, registered));
    }

    private static RdsSearch search(Wish wish, AwsUse use, List<IamRole> roles) {
        boolean anywhere = wish.regions().isEmpty();
        return new RdsSearch(
                anywhere ? use.regions() : wish.regions(),
                anywhere,
                roles.isEmpty(),
                roles.isEmpty() ? use.roles() : roles);
    }

    private RdsInventory inventory(RdsSearch search, boolean further) {
        Kept last = kept.get();
        if (further
                && last != null
                && last.search().equals(search)
                && last.at().plus(KEEP).isAfter(clock.instant())) {
            return last.inventory();
        }
        RdsInventory fresh = workers.ask(null, new Question.FindRds(search), Answer.RdsFound.class, DEADLINE)
                .inventory();
        kept.set(new Kept(search, fresh, clock.instant()));
        return fresh;
    }

    private Found page(Wish wish, RdsInventory inventory, Offers offers) {
        String after = wish.after();
        List<RdsDatabase> rest = inventory.databases().stream()
                .sorted(ORDER)
                .filter(each -> after == null || each.arn().compareTo(after) > 0)
                .toList();
        List<RdsDatabase> page = rest.subList(0, Math.min(wish.limit(), rest.size()));
        RdsLogs logs = wish.logFiles() ? logs(page) : null;
        return new Found(
                page.stream()
                        .map(each -> new Item(
                                each,
                                offers.doorsOf(each),
                                logs == null ? null : logs.files().get(each.arn())))
                        .toList(),
                inventory,
                Stream.concat(
                                inventory.troubles().stream(),
                                logs == null ? Stream.<RdsInventory.Blind>empty() : logs.troubles().stream())
                        .toList(),
                page.size() < rest.size() ? page.getLast().arn() : null);
    }

    private RdsLogs logs(List<RdsDatabase> page) {
        var instances = page.stream()
                .filter(each -> each.kind() == RdsDatabase.Kind.INSTANCE)
                .map(each -> new RdsLogs.Of(each.identifier(), each.arn(), each.place()))
                .toList();
        return workers.ask(null, new Question.ListRdsLogs(instances), Answer.RdsLogsListed.class, DEADLINE)
                .logs();
    }
}
