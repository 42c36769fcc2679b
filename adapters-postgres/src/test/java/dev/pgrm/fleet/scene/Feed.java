package dev.pgrm.fleet.scene;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.devkit.postgres.SqlFailed;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.health.Finding;
import dev.pgrm.domain.health.Finding.Severity;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.stream.Stream.Status;
import dev.pgrm.domain.stream.StreamError;
import dev.pgrm.domain.stream.StreamError.Side;
import dev.pgrm.fleet.WatchedFleet;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A stream for one failure. Its table, publication, subscription and slot bear one name, which {@code $} stands for in SQL. */
final class Feed {
    private final Pair pair;
    private final String name;

    Feed(Pair pair, String name) {
        this.pair = pair;
        this.name = name;
    }

    String name() {
        return name;
    }

    Feed hub(String... statements) {
        pair.hub().sql(named(statements));
        return this;
    }

    Feed house(String... statements) {
        pair.house().sql(named(statements));
        return this;
    }

    private String[] named(String... statements) {
        return Arrays.stream(statements).map(each -> each.replace("$", name)).toArray(String[]::new);
    }

    Feed subscribed(String options) {
        return subscribed(pair.way(), options);
    }

    Feed subscribed(String way, String options) {
        return house("create subscription $ connection '" + way + "' publication $ with (" + options + ")");
    }

    String atHub(String query) {
        return pair.hub().value(query.replace("$", name));
    }

    String atHouse(String query) {
        return pair.house().value(query.replace("$", name));
    }

    /** What costs a server more to tell is asked about once a minute, and of one that is new at once. */
    Feed thoroughly() {
        pair.watchAnew();
        return this;
    }

    Stream stream() {
        return WatchedFleet.stream(pair.look(), name);
    }

    /** As PostgreSQL sees it, before anything is claimed of what we see. */
    Feed awaitFlowing() {
        return awaitHouse("select count(*) > 0 and bool_and(r.srsubstate = 'r') and max(w.pid) is not null"
                + " from pg_subscription s left join pg_subscription_rel r on r.srsubid = s.oid"
                + " left join pg_stat_subscription w on w.subid = s.oid and w.relid is null"
                + " where s.subname = '$'");
    }

    Feed awaitHouse(String condition) {
        await(condition).atMost(Pair.PATIENCE).until(() -> atHouse(condition).equals("t"));
        return this;
    }

    Feed awaitHub(String condition) {
        await(condition).atMost(Pair.PATIENCE).until(() -> atHub(condition).equals("t"));
        return this;
    }

    /** It is broken, by that, on that side. */
    Stream awaitError(String code, Side side) {
        var seen = new AtomicReference<Stream>();
        await().atMost(Pair.PATIENCE).untilAsserted(() -> {
            Stream stream = stream();
            seen.set(stream);
            StreamError error = stream.error();
            assertThat(error)
                    .as("%s: %s %s", stream.status(), stream.reason(), stream.health())
                    .isNotNull();
            assertThat(requireNonNull(error).trouble().code())
                    .as(error.trouble().message())
                    .isEqualTo(code);
            assertThat(error.side()).isEqualTo(side);
            assertThat(stream.status()).isEqualTo(Status.ERROR);
            assertThat(stream.health().findings()).extracting(Finding::code).contains(code);
            seen.set(stream);
        });
        return requireNonNull(seen.get());
    }

    /** It is broken so, in words that name what they speak of; what to do about it. */
    String remedyOf(String code, Side side, String... named) {
        Trouble trouble = requireNonNull(awaitError(code, side).error()).trouble();
        assertThat(trouble.message()).contains(name).containsAnyOf("house", "hub");
        assertThat(List.of(named))
                .allSatisfy(each -> assertThat(trouble.message()).contains(each));
        return trouble.remedy();
    }

    Finding awaitFinding(String code) {
        return await("finding " + code)
                .atMost(Pair.PATIENCE)
                .until(
                        () -> stream().health().findings().stream()
                                .filter(each -> each.code().equals(code))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** Does what the remedy says, on the servers it says. */
    Feed heed(String remedy) {
        return heed(Advice.in(remedy, "house"), remedy);
    }

    /** The first of several ways that it names. */
    Feed heedFirst(String remedy) {
        return heed(Advice.in(remedy, "house").stream().limit(1).toList(), remedy);
    }

    private Feed heed(List<Advice.Step> steps, String remedy) {
        assertThat(steps).as(remedy).isNotEmpty();
        for (Advice.Step step : steps) {
            // A slot is in use for a moment longer than its subscription.
            await(step.sql())
                    .atMost(Pair.PATIENCE)
                    .ignoreException(SqlFailed.class)
                    .until(() -> {
                        pair.server(step.server()).sql(step.sql());
                        return true;
                    });
        }
        return this;
    }

    /** It streams, and nothing is found that anybody would have to act upon. */
    Stream awaitWell() {
        var seen = new AtomicReference<Stream>();
        await().atMost(Pair.PATIENCE).untilAsserted(() -> {
            Stream stream = stream();
            seen.set(stream);
            assertThat(stream.status()).as(stream.reason()).isEqualTo(Status.ACTIVE);
            assertThat(stream.error()).isNull();
            assertThat(stream.health().findings())
                    .extracting(Finding::severity)
                    .as("%s", stream.health().findings())
                    .doesNotContain(Severity.WARNING, Severity.CRITICAL);
        });
        return requireNonNull(seen.get());
    }
}
