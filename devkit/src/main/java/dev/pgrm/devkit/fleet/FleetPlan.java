package dev.pgrm.devkit.fleet;

import dev.pgrm.devkit.fault.FaultProxy;
import dev.pgrm.devkit.postgres.Durability;
import dev.pgrm.devkit.postgres.ServerSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that was said of a fleet. A server may only follow one that was named before it. */
final class FleetPlan {
    final Map<String, ServerPlan> servers = new LinkedHashMap<>();
    final Map<String, StandbyPlan> standbys = new LinkedHashMap<>();
    Durability durability = Durability.FLEETING;

    @Nullable
    String monitoringRole;

    void add(ServerPlan server) {
        refuseTaken(server.name);
        servers.put(server.name, server);
    }

    void add(StandbyPlan standby) {
        refuseTaken(standby.name);
        if (!servers.containsKey(standby.upstream) && !standbys.containsKey(standby.upstream)) {
            throw unknown(standby.upstream, standby.name);
        }
        standbys.put(standby.name, standby);
    }

    void add(SubscriptionPlan subscription) {
        var source = subscription.source;
        var publisher = servers.get(source.server());
        if (publisher == null) {
            throw unknown(source.server(), subscription.replica.name);
        }
        if (source.database() != null && !publisher.databases.containsKey(source.database())) {
            throw new IllegalArgumentException(
                    "\"" + source.server() + "\" has no database \"" + source.database() + "\"");
        }
        subscription.replica.subscriptions.add(subscription);
    }

    /** The tables a subscription copies, with those of the whole source database when none were named. */
    List<String> tablesOf(SubscriptionPlan subscription) {
        var named = subscription.tables.names();
        return named.isEmpty() ? List.copyOf(sourceOf(subscription).tables) : named;
    }

    ServerPlan.DatabasePlan sourceOf(SubscriptionPlan subscription) {
        var publisher = server(subscription.source.server());
        var named = subscription.source.database();
        var database = named == null ? publisher.defaultDatabase() : named;
        return Objects.requireNonNull(publisher.databases.get(database));
    }

    ServerPlan server(String name) {
        return Objects.requireNonNull(servers.get(name), () -> "no server " + name);
    }

    /** The writable server at the top of a cascade of standbys. */
    ServerPlan rootOf(StandbyPlan standby) {
        var upstream = standbys.get(standby.upstream);
        return upstream == null ? server(standby.upstream) : rootOf(upstream);
    }

    /** What its primary is, but for its own name and settings. */
    ServerSpec specOf(StandbyPlan standby) {
        var root = rootOf(standby).spec(durability);
        Map<String, String> settings = new LinkedHashMap<>(root.settings());
        settings.putAll(standby.settings);
        return new ServerSpec(standby.name, root.version(), root.database(), root.durability(), settings);
    }

    List<FaultProxy> proxies() {
        var logical = servers.values().stream()
                .flatMap(server -> server.subscriptions.stream())
                .flatMap(subscription -> Stream.ofNullable(subscription.proxy));
        var physical = standbys.values().stream().flatMap(standby -> Stream.ofNullable(standby.proxy));
        return Stream.concat(logical, physical).toList();
    }

    private void refuseTaken(String name) {
        if (servers.containsKey(name) || standbys.containsKey(name)) {
            throw new IllegalArgumentException("The fleet has a server \"" + name + "\" already");
        }
    }

    private static IllegalArgumentException unknown(String source, String follower) {
        return new IllegalArgumentException(
                "\"" + follower + "\" follows \"" + source + "\", which must be named before it");
    }
}
