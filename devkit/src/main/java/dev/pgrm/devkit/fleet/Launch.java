package dev.pgrm.devkit.fleet;

import dev.pgrm.devkit.fault.FaultProxy;
import dev.pgrm.devkit.postgres.ConnectionString;
import dev.pgrm.devkit.postgres.Credentials;
import dev.pgrm.devkit.postgres.Database;
import dev.pgrm.devkit.postgres.Endpoint;
import dev.pgrm.devkit.postgres.Identifiers;
import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.devkit.postgres.ServerTls;
import dev.pgrm.devkit.postgres.ServerWorkshop;
import dev.pgrm.devkit.process.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns a plan into running servers: all writable ones at once, then their streams and the standbys, each standby after its upstream. */
final class Launch {
    private static final String REPLICATOR = "replicator";

    private final FleetPlan plan;
    private final ServerWorkshop workshop;
    private final Credentials replicator = new Credentials(REPLICATOR, Secrets.generate());
    private final Fleet fleet;

    Launch(FleetPlan plan) {
        this.plan = plan;
        this.workshop = Workshops.chosen();
        this.fleet = new Fleet(workshop, replicator, monitoring(plan));
    }

    private static @Nullable Credentials monitoring(FleetPlan plan) {
        return plan.monitoringRole == null ? null : new Credentials(plan.monitoringRole, Secrets.generate());
    }

    Fleet start() {
        try {
            InParallel.run(
                    plan.servers.values().stream().map(this::startWritable).toList());
            // Whoever follows a follower needs its tables to stand already.
            InParallel.run(
                    plan.servers.values().stream().map(this::makeFollowedTables).toList());
            var streams = plan.servers.values().stream().map(this::subscribe);
            var standbys = followersOf(plan.servers.keySet().stream());
            InParallel.run(Stream.concat(streams, standbys).toList());
            return fleet;
        } catch (RuntimeException e) {
            closeAfter(e);
            throw e;
        }
    }

    private void closeAfter(RuntimeException cause) {
        try {
            fleet.close();
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    private Runnable startWritable(ServerPlan server) {
        return () -> {
            var running = workshop.primary(server.spec(plan.durability));
            fleet.add(running);
            prepare(server, running);
        };
    }

    private void prepare(ServerPlan server, PostgresServer running) {
        running.sql(
                Unlogged.STATEMENTS,
                "create role " + REPLICATOR + " login replication password "
                        + Identifiers.literal(replicator.password()),
                "grant pg_read_all_data to " + REPLICATOR);
        if (server.tls) {
            ServerTls.enable(running);
        }
        var databases = new ArrayList<>(List.of("postgres"));
        for (var database : server.databases.values()) {
            if (!database.name.equals(server.defaultDatabase())) {
                running.sql("create database " + Identifiers.quoted(database.name));
            }
            databases.add(database.name);
            fill(database, running.database(database.name));
        }
        fleet.monitoringRoleIfAny().ifPresent(role -> MonitoringRole.create(running, role, databases));
    }

    private static void fill(ServerPlan.DatabasePlan plan, Database database) {
        database.sql(plan.tables.stream()
                .flatMap(table -> StandardTable.ddl(table).stream())
                .toArray(String[]::new));
        database.sql(plan.statements.toArray(String[]::new));
    }

    private Runnable makeFollowedTables(ServerPlan replica) {
        return () -> replica.subscriptions.forEach(subscription -> fleet.server(replica.name)
                .database(subscription.database())
                .sql(plan.tablesOf(subscription).stream()
                        .flatMap(table -> StandardTable.ddl(table).stream())
                        .toArray(String[]::new)));
    }

    private Runnable subscribe(ServerPlan replica) {
        return () -> replica.subscriptions.forEach(subscription -> subscribe(subscription, replica));
    }

    private void subscribe(SubscriptionPlan subscription, ServerPlan replica) {
        var source = fleet.server(subscription.source.server());
        var publisher = source.database(plan.sourceOf(subscription).name);
        var subscriber = fleet.server(replica.name).database(subscription.database());
        var tables = plan.tablesOf(subscription);
        var name = Identifiers.quoted(subscription.name);
        publisher.sql("create publication " + name + " for " + published(tables));
        var way = ConnectionString.to(way(source, subscription.proxy), publisher.name(), replicator);
        var options = subscription.options.isEmpty() ? "" : " with (" + String.join(", ", subscription.options) + ")";
        subscriber.sql(
                Unlogged.STATEMENTS,
                "create subscription " + name + " connection " + Identifiers.literal(way) + " publication " + name
                        + options);
        fleet.add(new LogicalStream(subscription.name, publisher, subscriber));
    }

    private static String published(List<String> tables) {
        return tables.isEmpty()
                ? "all tables"
                : tables.stream().map(Identifiers::quotedPath).collect(Collectors.joining(", ", "table ", ""));
    }

    private Stream<Runnable> followersOf(Stream<String> upstreams) {
        return upstreams
                .flatMap(upstream ->
                        plan.standbys.values().stream().filter(standby -> standby.upstream.equals(upstream)))
                .map(this::startStandby);
    }

    private Runnable startStandby(StandbyPlan standby) {
        return () -> {
            var upstream = fleet.server(standby.upstream);
            var spec = plan.specOf(standby);
            var running = workshop.standby(spec, upstream, way(upstream, standby.proxy), replicator);
            fleet.add(running);
            fleet.add(new PhysicalStream(upstream, running));
            InParallel.run(followersOf(Stream.of(standby.name)).toList());
        };
    }

    private Endpoint way(PostgresServer source, @Nullable FaultProxy proxy) {
        if (proxy == null) {
            return source.peerEndpoint();
        }
        proxy.towards(source.host(), source.port());
        return workshop.reach(proxy.port());
    }
}
