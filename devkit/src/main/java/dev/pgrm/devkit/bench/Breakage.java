package dev.pgrm.devkit.bench;

import static dev.pgrm.devkit.fleet.Fleet.aFleet;
import static dev.pgrm.devkit.fleet.Fleet.following;
import static dev.pgrm.devkit.fleet.Fleet.tables;
import static dev.pgrm.devkit.postgres.PostgresVersion.V17;
import static dev.pgrm.devkit.postgres.PostgresVersion.V18;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pgrm.devkit.fault.FaultProxy;
import dev.pgrm.devkit.fleet.Fleet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/** How long it takes from a stream that breaks to the frame that tells browsers of it. */
final class Breakage {
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    /** Until the closer look after a repair has ended. */
    private static final Duration CALM = Duration.ofSeconds(12);

    private static final String STREAM = "feed";

    private Breakage() {}

    /** @param kinds which to measure, by a word of their names */
    static void measure(Path home, int rounds, Set<String> kinds) throws Exception {
        FaultProxy link = FaultProxy.open();
        FaultProxy way = FaultProxy.open();
        try (var fleet = fleet(link);
                var installed = new Installed(home, INTERVAL)) {
            var orders = fleet.server("orders").database("shop");
            var reporting = fleet.server("reporting").database();
            way.towards(reporting.server().host(), reporting.server().port());
            register(installed, fleet, way);
            try (var frames = installed.listen()) {
                frames.awaitFirst(message -> status(message, "active"));
                measure(kinds, "a disabled subscription", frames, rounds, new Break() {
                    @Override
                    public void apply() {
                        reporting.sql("alter subscription " + STREAM + " disable");
                    }

                    @Override
                    public void mend() {
                        reporting.sql("alter subscription " + STREAM + " enable");
                    }
                });
                measure(kinds, "a closed connection", frames, rounds, new Break() {
                    @Override
                    public void apply() {
                        link.cut();
                    }

                    @Override
                    public void mend() {
                        link.restore();
                    }
                });
                measure(kinds, "an error", frames, rounds, new Break() {
                    private int number = 1_000_000;

                    @Override
                    public void apply() {
                        number++;
                        reporting.sql("insert into orders (id, payload) values (" + number + ", 'twice')");
                        orders.sql("insert into orders (id, payload) values (" + number + ", 'twice')");
                    }

                    @Override
                    public void mend() {
                        reporting.sql("delete from orders where id = " + number);
                    }
                });
                measure(kinds, "a black hole before the subscriber's server", frames, Math.min(rounds, 5), new Break() {
                    @Override
                    public void apply() {
                        way.blackHole();
                    }

                    @Override
                    public void mend() {
                        way.restore();
                    }
                });
            }
        } finally {
            link.close();
            way.close();
        }
    }

    private interface Break {
        void apply();

        void mend();
    }

    private static void measure(Set<String> kinds, String what, Frames frames, int rounds, Break how) throws Exception {
        if (kinds.stream().noneMatch(what::contains)) {
            return;
        }
        var shown = new double[rounds];
        var mended = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            Bench.pause(CALM.plusMillis(ThreadLocalRandom.current().nextLong(INTERVAL.toMillis())));
            frames.forget();
            shown[round] = timed(frames, how::apply, message -> broken(message));
            Bench.pause(Duration.ofSeconds(2));
            frames.forget();
            mended[round] = timed(frames, how::mend, message -> status(message, "active"));
        }
        Bench.tell(String.format(Locale.ROOT, "%s: shown after %s", what, Bench.spread(shown)));
        Bench.tell(String.format(Locale.ROOT, "%s mended: shown after %s", what, Bench.spread(mended)));
    }

    private static double timed(Frames frames, Runnable act, Predicate<JsonNode> seen) throws Exception {
        act.run();
        long done = System.nanoTime();
        return (frames.awaitFirst(seen) - done) / 1e6;
    }

    private static boolean broken(JsonNode message) {
        for (JsonNode stream : message.at("/data/streams")) {
            if (stream.path("name").asText().equals(STREAM)
                    && (!stream.path("status").asText().equals("active")
                            || stream.path("stale").asBoolean())) {
                return true;
            }
        }
        return false;
    }

    private static boolean status(JsonNode message, String status) {
        for (JsonNode stream : message.at("/data/streams")) {
            if (stream.path("name").asText().equals(STREAM)
                    && stream.path("status").asText().equals(status)
                    && !stream.path("stale").asBoolean()) {
                return true;
            }
        }
        return false;
    }

    private static Fleet fleet(FaultProxy link) {
        return aFleet().primary("orders", V17)
                .database("shop")
                .tables("orders")
                .logicalReplica("reporting", V18, following("orders", "shop"), tables("orders"))
                .named(STREAM)
                .through(link)
                .monitoringRole("pgrm_monitor")
                .start()
                .awaitStreaming();
    }

    private static void register(Installed installed, Fleet fleet, FaultProxy way) throws Exception {
        String credentials = installed.secret("monitor", fleet.monitoringRole());
        var orders = fleet.server("orders");
        installed.monitor();
        installed.client().register(Installed.body("shop", orders.host(), orders.port(), "shop", credentials));
        installed
                .client()
                .register(Installed.body(
                        "reports",
                        way.host(),
                        way.port(),
                        fleet.server("reporting").database().name(),
                        credentials));
        installed.awaitConnected(2);
    }
}
