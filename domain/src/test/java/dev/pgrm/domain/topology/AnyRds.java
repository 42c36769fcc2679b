package dev.pgrm.domain.topology;

import dev.pgrm.domain.aws.RdsDatabase;
import dev.pgrm.domain.aws.RdsDatabase.Kind;
import dev.pgrm.domain.aws.RdsDatabase.LogicalReplication;
import dev.pgrm.domain.aws.RdsDatabase.LogicalReplication.State;
import dev.pgrm.domain.aws.RdsDatabase.Network;
import dev.pgrm.domain.aws.RdsDatabase.Replication;
import dev.pgrm.domain.aws.RdsPlace;
import dev.pgrm.domain.postgres.Endpoint;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Instances and clusters as RDS describes them; each is reached at its name. */
record AnyRds(
        String name,
        String region,
        String engine,
        String status,
        @Nullable String source,
        @Nullable String cluster,
        boolean writer,
        List<String> replicas) {
    static final String HOME = "eu-west-1";

    static AnyRds instance(String name) {
        return new AnyRds(name, HOME, "postgres", "available", null, null, false, List.of());
    }

    AnyRds in(String elsewhere) {
        return new AnyRds(name, elsewhere, engine, status, source, cluster, writer, replicas);
    }

    AnyRds replicaOf(String other) {
        return new AnyRds(name, region, engine, status, other, cluster, writer, replicas);
    }

    AnyRds withReplica(String arn) {
        return new AnyRds(name, region, engine, status, source, cluster, writer, List.of(arn));
    }

    AnyRds is(String now) {
        return new AnyRds(name, region, engine, now, source, cluster, writer, replicas);
    }

    AnyRds writerOf(String other) {
        return new AnyRds(name, region, "aurora-postgresql", status, source, other, true, replicas);
    }

    AnyRds readerOf(String other) {
        return new AnyRds(name, region, "aurora-postgresql", status, source, other, false, replicas);
    }

    static String arn(String region, String name) {
        return "arn:aws:rds:" + region + ":123456789012:db:" + name;
    }

    static RdsDatabase cluster(String name, String... members) {
        return described(
                Kind.CLUSTER,
                name,
                "arn:aws:rds:" + HOME + ":123456789012:cluster:" + name,
                HOME,
                "aurora-postgresql",
                "available",
                new Endpoint(name + "-writer", 5432),
                new Endpoint(name + "-reader", 5432),
                new Replication(null, false, null, List.of(), List.of(members)));
    }

    RdsDatabase found() {
        return described(
                Kind.INSTANCE,
                name,
                arn(region, name),
                region,
                engine,
                status,
                new Endpoint(name, 5432),
                null,
                new Replication(cluster, writer, source, replicas, List.of()));
    }

    private static RdsDatabase described(
            Kind kind,
            String name,
            String arn,
            String region,
            String engine,
            String status,
            Endpoint endpoint,
            @Nullable Endpoint reader,
            Replication replication) {
        return new RdsDatabase(
                kind,
                name,
                arn,
                "db-" + name.toUpperCase(java.util.Locale.ROOT),
                new RdsPlace(region, "123456789012", null),
                engine,
                "17.2",
                status,
                endpoint,
                reader,
                null,
                null,
                replication,
                new LogicalReplication(State.UNKNOWN, false),
                false,
                false,
                new Network(null, List.of(), List.of()),
                Map.of());
    }
}
