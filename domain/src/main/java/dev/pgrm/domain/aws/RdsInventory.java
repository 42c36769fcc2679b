package dev.pgrm.domain.aws;

import dev.pgrm.domain.Trouble;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What RDS has, as far as it could be seen.
 *
 * @param troubles where it could not
 */
public record RdsInventory(List<RdsDatabase> databases, List<RdsProxy> proxies, List<Blind> troubles) {
    public static final RdsInventory NOTHING = new RdsInventory(List.of(), List.of(), List.of());

    public RdsInventory {
        databases = List.copyOf(databases);
        proxies = List.copyOf(proxies);
        troubles = List.copyOf(troubles);
    }

    /** A region or account of which something could not be seen. Without either it is all of them. */
    public record Blind(@Nullable String region, @Nullable String account, Trouble trouble) {}

    public static RdsInventory blind(Trouble trouble) {
        return new RdsInventory(List.of(), List.of(), List.of(new Blind(null, null, trouble)));
    }

    /** The database of that name, as the other one calls it. */
    public @Nullable RdsDatabase named(@Nullable String name, RdsDatabase from) {
        return name == null
                ? null
                : databases.stream()
                        .filter(each -> each.isNamed(name, from.place()))
                        .filter(each -> each.kind() == from.kind() || each.arn().equalsIgnoreCase(name))
                        .findFirst()
                        .orElse(null);
    }

    public @Nullable RdsDatabase clusterOf(RdsDatabase instance) {
        String cluster = instance.replication().cluster();
        return cluster == null
                ? null
                : databases.stream()
                        .filter(each -> each.kind() == RdsDatabase.Kind.CLUSTER)
                        .filter(each -> each.isNamed(cluster, instance.place()))
                        .findFirst()
                        .orElse(null);
    }
}
