package dev.pgrm.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.application.question.Answer;
import dev.pgrm.application.question.Question;
import dev.pgrm.application.question.Questions;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.domain.observation.Observation.Seen;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("servers")
class WatchedServerTest {
    private Site site;
    private Monitor monitor;

    @BeforeEach
    void open() throws Exception {
        site = new Site();
        monitor = site.monitor();
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void sees_one_named_read_only_session_that_stays() {
        var log = Premises.watched().log().fromHere();
        var server = site.register(site.way(), "file:monitor").serverId();
        await().atMost(Site.BOUND)
                .until(() -> !site.sightings().seenSince(0, server).isEmpty());
        var session = sessions();
        int mark = site.sightings().mark();
        await().atMost(Site.BOUND)
                .until(() -> site.sightings().seenSince(mark, server).size() > 2);

        assertThat(sessions()).hasSize(1).isEqualTo(session);
        log.awaitLine("set default_transaction_read_only = on");
    }

    private static List<? extends List<?>> sessions() {
        return Premises.watched()
                .query("select pid, backend_start, usename from pg_stat_activity" + " where application_name = 'pgrm'");
    }

    @Test
    void a_changed_address_is_followed_at_once() {
        var before = site.way();
        var registered = site.register(before, "env:MONITOR");
        await().atMost(Site.BOUND).until(() -> site.sightings().latest(registered.serverId()) instanceof Seen);

        var after = site.way();
        var moved = site.change(registered, after, "env:MONITOR");
        int mark = site.sightings().mark();

        await().atMost(Site.BOUND).until(() -> site.sightings().latest(moved.serverId()) instanceof Seen);
        // Waiting for its next turn, the monitor would have polled the old address several times more.
        assertThat(site.sightings().since(mark, registered.serverId())).hasSizeLessThan(3);
        await().atMost(Site.BOUND).until(() -> before.connections() == 0);
        assertThat(monitor.watched()).containsExactly(moved.serverId());
    }

    @Test
    void is_polled_when_asked_and_how_long_that_took_is_measured() throws Exception {
        var server = site.register(site.way(), "file:monitor").serverId();
        await().atMost(Site.BOUND).until(() -> site.sightings().latest(server) instanceof Seen);

        var answer = monitor.bean(Questions.class)
                .ask(monitor.bean(WorkerId.class), new Question.PollNow(Set.of(server)), Site.BOUND)
                .toCompletableFuture()
                .join();

        assertThat(answer).isEqualTo(new Answer.Polled(Set.of(server)));
        assertThat(monitor.body("/metrics"))
                .containsPattern("(?m)^pgrm_poll_duration_seconds_count\\{[^}]*outcome=\"seen\"[^}]*} [1-9]")
                .containsPattern("(?m)^pgrm_fleet_connections(\\{[^}]*})? [1-9]")
                .containsPattern("(?m)^pgrm_servers_watched(\\{[^}]*})? 1");
    }
}
