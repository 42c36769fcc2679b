package dev.pgrm.api.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.api.RunningApi;
import dev.pgrm.api.Visitor;
import dev.pgrm.api.WithApi;
import dev.pgrm.devkit.postgres.Database;
import dev.pgrm.devkit.redis.RedisServer;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a registry of a thousand databases costs over HTTP, on loopback. */
@Tag("bench")
@WithApi
class RegistryCostTest {
    private static final Logger log = LoggerFactory.getLogger(RegistryCostTest.class);
    private static final int DATABASES = 1_000;
    private static final int ROUNDS = 200;
    private static final int WARM_UP = 100;

    @Test
    void list_and_import() {
        Database store = RunningApi.freshStore();
        try (RedisServer redis = RedisServer.temporary();
                RunningApi api = RunningApi.start(RunningApi.environment(store.jdbcUrl(), redis.uri()))
                        .ready()) {
            Visitor program = api.program();
            tell("import of new ones, the first", timed(() -> take(program, "one")));
            tell("import of what is there already", timed(() -> take(program, "one")));
            tell("import that changes each of them", timed(() -> take(program, "two")));
            store.sql("delete from registered_database", "delete from server");
            tell("import of new ones, warm", timed(() -> take(program, "one")));
            tell("list of all, the first", timed(() -> list(program, "")));
            tell("list of all", median(() -> list(program, "")));
            tell("list of all that hold a word", median(() -> list(program, "?q=team-7")));
            tell("list of a page of 50", median(() -> list(program, "?limit=50")));
            assertThat(program.get("/api/databases").json().path("items")).hasSize(DATABASES);
        }
    }

    private static void take(Visitor program, String environment) {
        program.post(
                        "/api/databases/import",
                        IntStream.range(0, DATABASES)
                                .mapToObj(i -> row(i, environment))
                                .collect(Collectors.joining(",", "{\"databases\":[", "]}")))
                .is(200);
    }

    private static String row(int number, String environment) {
        return "{\"name\":\"db-N\",\"host\":\"db-N.example\",\"database\":\"d\",\"credentials\":\"file:x\","
                        .replace("N", String.valueOf(number))
                + "\"tags\":{\"team\":\"team-" + number % 10 + "\",\"tier\":\"gold\"},\"environment\":\"" + environment
                + "\"}";
    }

    private static void list(Visitor program, String query) {
        program.get("/api/databases" + query).is(200);
    }

    private static double median(Runnable work) {
        for (int i = 0; i < WARM_UP; i++) {
            work.run();
        }
        double[] times = IntStream.range(0, ROUNDS)
                .mapToDouble(_ -> timed(work))
                .sorted()
                .toArray();
        return times[ROUNDS / 2];
    }

    private static double timed(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e6;
    }

    private static void tell(String what, double millis) {
        log.info("{} databases, {}: {} ms", DATABASES, what, String.format(Locale.ROOT, "%.1f", millis));
    }
}
