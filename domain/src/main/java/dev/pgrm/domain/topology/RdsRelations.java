package dev.pgrm.domain.topology;

import dev.pgrm.domain.aws.RdsDatabase;
import dev.pgrm.domain.aws.RdsDatabase.Kind;
import dev.pgrm.domain.aws.RdsInventory;
import dev.pgrm.domain.postgres.Endpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who follows whom as RDS says, by instance: clusters stand for their writers. */
final class RdsRelations {
    /** By ARN, and by what they are called in their own region and account. */
    private final Map<String, RdsDatabase> named = new HashMap<>();

    private final Map<String, RdsDatabase> writers = new HashMap<>();

    /** By replica, since each follows one. */
    private final Map<String, Relation> relations = new LinkedHashMap<>();

    /** @param shared the replica reads the storage of its source, and no changes are sent to it */
    record Relation(RdsMember source, RdsMember replica, boolean shared) {}

    RdsRelations(RdsInventory inventory) {
        for (RdsDatabase each : inventory.databases()) {
            named.put(arnKey(each.arn()), each);
            named.put(key(each.kind(), each.identifier(), each), each);
            if (each.inCluster() && each.replication().writer()) {
                writers.put(key(Kind.CLUSTER, String.valueOf(each.replication().cluster()), each), each);
            }
        }
        inventory.databases().forEach(this::follows);
        inventory.databases().forEach(this::isFollowed);
    }

    List<Relation> all() {
        return List.copyOf(relations.values());
    }

    private static String arnKey(String arn) {
        return arn.toLowerCase(Locale.ROOT);
    }

    private static String key(Kind kind, String identifier, RdsDatabase in) {
        return kind + "/" + in.place().region() + "/" + in.place().account() + "/"
                + identifier.toLowerCase(Locale.ROOT);
    }

    private @Nullable RdsDatabase find(@Nullable String name, RdsDatabase from) {
        return name == null ? null : named.get(name.startsWith("arn:") ? arnKey(name) : key(from.kind(), name, from));
    }

    private @Nullable RdsDatabase clusterOf(RdsDatabase instance) {
        String cluster = instance.replication().cluster();
        return cluster == null ? null : named.get(key(Kind.CLUSTER, cluster, instance));
    }

    /** Where an instance is registered: under its own address, or under that of its cluster which leads to it alone. */
    List<Endpoint> addressesOf(RdsDatabase instance) {
        var addresses = new ArrayList<Endpoint>();
        if (instance.endpoint() != null) {
            addresses.add(instance.endpoint());
        }
        RdsDatabase cluster = clusterOf(instance);
        if (cluster == null) {
            return addresses;
        }
        if (instance.replication().writer() && cluster.endpoint() != null) {
            addresses.add(cluster.endpoint());
        }
        boolean onlyReader = !instance.replication().writer()
                && cluster.replication().members().size() == 2;
        if (onlyReader && cluster.reader() != null) {
            addresses.add(cluster.reader());
        }
        return addresses;
    }

    private void follows(RdsDatabase found) {
        if (found.kind() == Kind.CLUSTER) {
            add(instanceOf(find(found.replication().source(), found)), writerOf(found), false);
            return;
        }
        String source = found.replication().source();
        if (source != null) {
            add(source(source, found), RdsMember.of(found), false);
        } else if (found.inCluster() && !found.replication().writer()) {
            RdsDatabase cluster = clusterOf(found);
            add(cluster == null ? null : writerOf(cluster), RdsMember.of(found), found.aurora());
        }
    }

    private @Nullable RdsMember source(String name, RdsDatabase replica) {
        RdsDatabase source = find(name, replica);
        return source == null && name.startsWith("arn:") ? RdsMember.known(name, replica.aurora()) : instanceOf(source);
    }

    /** Replicas in places that were not looked through are known from their source alone. */
    private void isFollowed(RdsDatabase found) {
        if (found.kind() == Kind.CLUSTER) {
            return;
        }
        found.replication().replicas().stream()
                .filter(name -> name.startsWith("arn:") && name.contains(":db:"))
                .filter(name -> find(name, found) == null)
                .forEach(name -> add(RdsMember.of(found), RdsMember.known(name, found.aurora()), false));
    }

    private @Nullable RdsMember instanceOf(@Nullable RdsDatabase found) {
        return found == null ? null : found.kind() == Kind.INSTANCE ? RdsMember.of(found) : writerOf(found);
    }

    private @Nullable RdsMember writerOf(RdsDatabase cluster) {
        RdsDatabase writer = writers.get(key(Kind.CLUSTER, cluster.identifier(), cluster));
        return writer == null ? null : RdsMember.of(writer);
    }

    private void add(@Nullable RdsMember source, @Nullable RdsMember replica, boolean shared) {
        if (source != null && replica != null && !source.arn().equals(replica.arn())) {
            relations.putIfAbsent(replica.arn(), new Relation(source, replica, shared));
        }
    }
}
