package dev.pgrm.application.aws;

import dev.pgrm.domain.Words;
import dev.pgrm.domain.aws.IamRole;
import dev.pgrm.domain.aws.RdsDatabase;
import dev.pgrm.domain.aws.RdsHost;
import dev.pgrm.domain.aws.RdsInventory;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseDraft;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.database.DeclaredRole;
import dev.pgrm.domain.database.Provider;
import dev.pgrm.domain.database.TlsMode;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.topology.Registered;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which endpoints of RDS are registered, and drafts of those that are not. */
final class Offers {
    private static final int LONGEST_NAME = 63;
    private static final String FIRST_DATABASE = "postgres";

    private final RdsInventory inventory;
    private final Map<Endpoint, List<DatabaseId>> registeredAt;
    private final Map<Endpoint, String> names = new HashMap<>();

    /** What an endpoint leads to. */
    public enum Use {
        INSTANCE,
        WRITER,
        READER
    }

    Offers(RdsInventory inventory, Registered registered) {
        this.inventory = inventory;
        this.registeredAt = registered.databases().stream()
                .collect(Collectors.groupingBy(
                        database -> database.spec().endpoint(), Collectors.mapping(Database::id, Collectors.toList())));
        var taken = registered.databases().stream()
                .map(database -> database.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(HashSet::new));
        inventory.databases().stream()
                .sorted(Comparator.comparing(RdsDatabase::arn))
                .forEach(found -> uses(found).forEach((endpoint, use) -> name(found, endpoint, use, taken)));
    }

    /** Two may have one identifier in two places, and a cluster that of an instance; all offers may be taken up together. */
    private void name(RdsDatabase found, Endpoint endpoint, Use use, Set<String> taken) {
        if (offered(endpoint)) {
            String kind = use == Use.READER ? "-reader" : "";
            String region = "-" + found.place().region();
            String name = Stream.of("", region, region + "-" + found.place().account())
                    .map(more -> shortened(found.identifier(), kind + more))
                    .filter(each -> !taken.contains(each.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseGet(() -> shortened(found.identifier(), kind));
            taken.add(name.toLowerCase(Locale.ROOT));
            names.put(endpoint, name);
        }
    }

    List<LookingAtAws.Door> doorsOf(RdsDatabase found) {
        return uses(found).entrySet().stream()
                .map(each -> door(found, each.getKey(), each.getValue()))
                .toList();
    }

    private static Map<Endpoint, Use> uses(RdsDatabase found) {
        var uses = new LinkedHashMap<Endpoint, Use>();
        if (found.endpoint() != null) {
            uses.put(found.endpoint(), found.kind() == RdsDatabase.Kind.CLUSTER ? Use.WRITER : Use.INSTANCE);
        }
        if (found.reader() != null) {
            uses.put(found.reader(), Use.READER);
        }
        return uses;
    }

    private boolean offered(Endpoint endpoint) {
        return !registeredAt.containsKey(endpoint) && !isProxy(endpoint);
    }

    private LookingAtAws.Door door(RdsDatabase found, Endpoint endpoint, Use use) {
        return new LookingAtAws.Door(
                endpoint,
                Words.of(use),
                registeredAt.getOrDefault(endpoint, List.of()),
                offered(endpoint) ? draft(found, endpoint, use) : null);
    }

    private static boolean isProxy(Endpoint endpoint) {
        RdsHost host = RdsHost.parse(endpoint.host());
        return host != null && host.kind() == RdsHost.Kind.PROXY;
    }

    private DatabaseDraft draft(RdsDatabase found, Endpoint endpoint, Use use) {
        IamRole role = found.place().foundAs();
        return new DatabaseDraft(
                names.get(endpoint),
                endpoint.host(),
                endpoint.port(),
                null,
                null,
                database(found),
                null,
                Words.of(Provider.AWS),
                Words.of(follows(found, use) ? DeclaredRole.REPLICA : DeclaredRole.PRIMARY),
                Words.of(TlsMode.VERIFY_FULL),
                null,
                secret(found),
                null,
                null,
                role == null ? null : role.arn(),
                role == null ? null : role.externalId(),
                found.place().region(),
                found.network().vpcId(),
                found.network().subnetIds(),
                found.network().securityGroupIds(),
                found.tags(),
                null);
    }

    private static boolean follows(RdsDatabase found, Use use) {
        return use == Use.READER
                || found.replication().source() != null
                || (found.inCluster() && !found.replication().writer());
    }

    /** What tells it apart stays whole. */
    private static String shortened(String identifier, String end) {
        int room = LONGEST_NAME - end.length();
        return (identifier.length() <= room ? identifier : identifier.substring(0, room)) + end;
    }

    private String database(RdsDatabase found) {
        RdsDatabase origin = origin(found);
        String name = found.database() != null ? found.database() : origin == null ? null : origin.database();
        return name == null ? FIRST_DATABASE : name;
    }

    /** A replica has the accounts of what it copies, and so its secret. */
    private @Nullable String secret(RdsDatabase found) {
        RdsDatabase origin = origin(found);
        return found.masterSecretArn() != null || origin == null ? found.masterSecretArn() : origin.masterSecretArn();
    }

    private @Nullable RdsDatabase origin(RdsDatabase found) {
        RdsDatabase cluster = inventory.clusterOf(found);
        return cluster != null ? cluster : inventory.named(found.replication().source(), found);
    }
}
