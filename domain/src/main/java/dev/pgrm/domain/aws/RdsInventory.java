package dev.pgrm.domain.aws;

import dev.pgrm.domain.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** With what was seen before in places where nothing can be seen now. */
    public RdsInventory orWhereBlind(RdsInventory before) {
        var kept = new ArrayList<>(databases);
        before.databases.stream().filter(this::outOfSight).forEach(kept::add);
        return new RdsInventory(kept, proxies, troubles);
    }

    private boolean outOfSight(RdsDatabase known) {
        RdsPlace place = known.place();
        boolean blind = troubles.stream()
                .anyMatch(each -> (each.region() == null || each.region().equals(place.region()))
                        && (each.account() == null || each.account().equals(place.account())));
        return blind
                && databases.stream()
                        .map(RdsDatabase::place)
                        .noneMatch(seen -> seen.region().equals(place.region())
                                && seen.account().equals(place.account()));
    }

    /** Where sources and replicas are that are named here, whether they were seen or not. */
    public Set<String> regionsNamed() {
        return databases.stream()
                .map(RdsDatabase::replication)
                .flatMap(each -> Stream.concat(Stream.ofNullable(each.source()), each.replicas().stream()))
                .filter(name -> name.startsWith("arn:"))
                .map(arn -> arn.split(":", 5)[3])
                .filter(AwsRegion::isCode)
                .collect(Collectors.toCollection(TreeSet::new));
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
