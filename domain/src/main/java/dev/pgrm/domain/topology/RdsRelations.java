package dev.pgrm.domain.topology;

import dev.pgrm.domain.aws.RdsDatabase;
import dev.pgrm.domain.aws.RdsDatabase.Kind;
import dev.pgrm.domain.aws.RdsInventory;
import dev.pgrm.domain.postgres.Endpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who follows whom as RDS says, by instance: clusters stand for their writers. */
final class RdsRelations {
    private final RdsInventory inventory;

    /** By replica, since each follows one. */
    private final Map<String, Relation> relations = new LinkedHashMap<>();

    /** @param shared the replica reads the storage of its source, and no changes are sent to it */
    record Relation(RdsMember source, RdsMember replica, boolean shared) {}

    private RdsRelations(RdsInventory inventory) {
        this.inventory = inventory;
    }

    static List<Relation> of(RdsInventory inventory) {
        var found = new RdsRelations(inventory);
        inventory.databases().forEach(found::follows);
        inventory.databases().forEach(found::isFollowed);
        return List.copyOf(found.relations.values());
    }

    /** Where an instance is registered: under its own address, or under that of its cluster which leads to it alone. */
    static List<Endpoint> addressesOf(RdsDatabase instance, RdsInventory inventory) {
        var addresses = new ArrayList<Endpoint>();
        if (instance.endpoint() != null) {
            addresses.add(instance.endpoint());
        }
        RdsDatabase cluster = inventory.clusterOf(instance);
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
            add(instanceOf(inventory.named(found.replication().source(), found)), writerOf(found), false);
            return;
        }
        String source = found.replication().source();
        if (source != null) {
            add(source(source, found), RdsMember.of(found), false);
        } else if (found.inCluster() && !found.replication().writer()) {
            RdsDatabase cluster = inventory.clusterOf(found);
            add(cluster == null ? null : writerOf(cluster), RdsMember.of(found), found.aurora());
        }
    }

    private @Nullable RdsMember source(String name, RdsDatabase replica) {
        RdsDatabase source = inventory.named(name, replica);
        return source == null && name.startsWith("arn:") ? RdsMember.known(name, replica.aurora()) : instanceOf(source);
    }

    /** Replicas in places that were not looked through are known from their source alone. */
    private void isFollowed(RdsDatabase found) {
        if (found.kind() == Kind.CLUSTER) {
            return;
        }
        found.replication().replicas().stream()
                .filter(name -> name.startsWith("arn:") && name.contains(":db:"))
                .filter(name -> inventory.named(name, found) == null)
                .forEach(name -> add(RdsMember.of(found), RdsMember.known(name, found.aurora()), false));
    }

    private @Nullable RdsMember instanceOf(@Nullable RdsDatabase found) {
        return found == null ? null : found.kind() == Kind.INSTANCE ? RdsMember.of(found) : writerOf(found);
    }

    private @Nullable RdsMember writerOf(RdsDatabase cluster) {
        return inventory.databases().stream()
                .filter(each ->
                        each.kind() == Kind.INSTANCE && each.replication().writer())
                .filter(each -> cluster.equals(inventory.clusterOf(each)))
                .findFirst()
                .map(RdsMember::of)
                .orElse(null);
    }

    private void add(@Nullable RdsMember source, @Nullable RdsMember replica, boolean shared) {
        if (source != null && replica != null && !source.arn().equals(replica.arn())) {
            relations.putIfAbsent(replica.arn(), new Relation(source, replica, shared));
        }
    }
}
