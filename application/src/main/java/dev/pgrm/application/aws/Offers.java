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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which endpoints of RDS are registered, and drafts of those that are not. */
final class Offers {
    private static final int LONGEST_NAME = 63;
    private static final String FIRST_DATABASE = "postgres";

    private final RdsInventory inventory;
    private final Map<Endpoint, List<DatabaseId>> registeredAt;
    private final Set<String> names;

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
        this.names = registered.databases().stream()
                .map(database -> database.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    List<LookingAtAws.Door> doorsOf(RdsDatabase found) {
        var doors = new ArrayList<LookingAtAws.Door>();
        if (found.endpoint() != null) {
            doors.add(door(
                    found, found.endpoint(), found.kind() == RdsDatabase.Kind.CLUSTER ? Use.WRITER : Use.INSTANCE));
        }
        if (found.reader() != null) {
            doors.add(door(found, found.reader(), Use.READER));
        }
        return doors;
    }

    private LookingAtAws.Door door(RdsDatabase found, Endpoint endpoint, Use use) {
        List<DatabaseId> ids = registeredAt.getOrDefault(endpoint, List.of());
        boolean offered = ids.isEmpty() && !isProxy(endpoint);
        return new LookingAtAws.Door(endpoint, Words.of(use), ids, offered ? draft(found, endpoint, use) : null);
    }

    private static boolean isProxy(Endpoint endpoint) {
        RdsHost host = RdsHost.parse(endpoint.host());
        return host != null && host.kind() == RdsHost.Kind.PROXY;
    }

    private DatabaseDraft draft(RdsDatabase found, Endpoint endpoint, Use use) {
        IamRole role = found.place().foundAs();
        return new DatabaseDraft(
                freeName(found, use),
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

    private String freeName(RdsDatabase found, Use use) {
        String plain = found.identifier() + (use == Use.READER ? "-reader" : "");
        return names.contains(plain.toLowerCase(Locale.ROOT))
                ? shortened(plain + "-" + found.place().region())
                : shortened(plain);
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
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
