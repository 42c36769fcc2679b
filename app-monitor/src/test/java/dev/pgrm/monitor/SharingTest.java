package dev.pgrm.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.devkit.fault.FaultProxy;
import dev.pgrm.devkit.process.Signals;
import dev.pgrm.domain.observation.Observation;
import dev.pgrm.domain.server.ServerId;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("servers")
class SharingTest {
    /** So many that all of them falling to one of two monitors by chance is out of the question. */
    private static final int SERVERS = 16;

    @TempDir
    Path folder;

    private Site site;

    @BeforeEach
    void open() throws Exception {
        site = new Site();
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void two_monitors_divide_the_servers_and_one_that_stops_leaves_its_part_to_the_other() throws Exception {
        var first = site.monitor();
        site.registerWays(SERVERS);
        await().atMost(Site.BOUND).until(() -> first.watched().size() == SERVERS);
        var second = site.monitor();
        await().atMost(Site.BOUND).untilAsserted(() -> {
            assertThat(second.watched()).isNotEmpty().doesNotContainAnyElementsOf(first.watched());
            assertThat(union(first.watched(), second.watched())).hasSize(SERVERS);
            assertThat(site.ways()).extracting(FaultProxy::connections).containsOnly(1);
        });
        var orphaned = second.watched();
        assertThat(orphaned).hasSizeLessThan(SERVERS);
        int mark = site.sightings().mark();

        second.close();

        await().atMost(Site.BOUND).until(() -> first.watched().size() == SERVERS);
        await().atMost(Site.BOUND)
                .untilAsserted(() -> assertThat(orphaned)
                        .allSatisfy(server -> assertThat(site.sightings().seenSince(mark, server))
                                .isNotEmpty()));
        await().atMost(Site.BOUND)
                .untilAsserted(() -> assertThat(site.ways())
                        .extracting(FaultProxy::connections)
                        .containsOnly(1));
    }

    @Test
    void the_servers_of_a_killed_monitor_go_to_the_other_and_their_history_goes_on() throws Exception {
        var survivor = site.monitor();
        site.registerWays(SERVERS);
        await().atMost(Site.BOUND).until(() -> survivor.watched().size() == SERVERS);
        var all = survivor.watched();
        Process other = OtherMonitor.start(site.environment(), folder.resolve("log"));
        try {
            await().atMost(Site.BOUND).until(() -> survivor.watched().size() < SERVERS);
            var orphaned = new HashSet<>(all);
            orphaned.removeAll(survivor.watched());
            int mark = site.sightings().mark();
            await().atMost(Site.BOUND)
                    .untilAsserted(() -> assertThat(orphaned)
                            .allSatisfy(server -> assertThat(site.sightings().seenSince(mark, server))
                                    .hasSizeGreaterThan(2)));
            var before = orphaned.stream().findFirst().orElseThrow();
            var oldest = site.sightings().seenSince(0, before).getLast().walHistory();

            other.destroyForcibly().waitFor();

            int afterDeath = site.sightings().mark();
            await().atMost(Site.BOUND).until(() -> survivor.watched().equals(all));
            await().atMost(Site.BOUND)
                    .until(() -> !site.sightings().seenSince(afterDeath, before).isEmpty());
            assertThat(site.sightings()
                            .seenSince(afterDeath, before)
                            .getFirst()
                            .walHistory()
                            .samples())
                    .startsWith(oldest.samples().getFirst());
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void a_paused_monitor_has_lost_its_servers_when_it_goes_on_and_is_given_a_share_again() throws Exception {
        var survivor = site.monitor();
        site.registerWays(SERVERS);
        await().atMost(Site.BOUND).until(() -> survivor.watched().size() == SERVERS);
        var all = survivor.watched();
        Process other = OtherMonitor.start(site.environment(), folder.resolve("log"));
        try {
            await().atMost(Site.BOUND).until(() -> hasItsShare(survivor));
            var paused = new HashSet<>(all);
            paused.removeAll(survivor.watched());

            Signals.send("STOP", Set.of(other.pid()));
            await().atMost(Site.BOUND).until(() -> survivor.watched().equals(all));
            int mark = site.sightings().mark();
            await().atMost(Site.BOUND)
                    .untilAsserted(() -> assertThat(paused)
                            .allSatisfy(server -> assertThat(site.sightings().seenSince(mark, server))
                                    .hasSizeGreaterThan(2)));
            Signals.send("CONT", Set.of(other.pid()));

            await().atMost(Site.BOUND).until(() -> hasItsShare(survivor));
            await().atMost(Site.BOUND)
                    .untilAsserted(() -> assertThat(site.ways())
                            .extracting(FaultProxy::connections)
                            .containsOnly(1));
            assertThat(all)
                    .allSatisfy(server -> assertThat(site.sightings().since(mark, server))
                            .isSortedAccordingTo(Comparator.comparing(Observation::at)));
        } finally {
            Signals.send("CONT", Set.of(other.pid()));
            other.destroyForcibly();
        }
    }

    @Test
    void both_go_on_with_their_own_after_redis_came_back_empty() throws Exception {
        var first = site.monitor();
        site.registerWays(SERVERS);
        await().atMost(Site.BOUND).until(() -> first.watched().size() == SERVERS);
        var second = site.monitor();
        await().atMost(Site.BOUND)
                .until(() -> hasItsShare(first)
                        && hasItsShare(second)
                        && union(first.watched(), second.watched()).size() == SERVERS);
        var shared = union(first.watched(), second.watched());

        site.redis().kill();
        site.redis().start();
        int mark = site.sightings().mark();

        await().atMost(Site.BOUND)
                .untilAsserted(() -> assertThat(shared)
                        .allSatisfy(server -> assertThat(site.sightings().seenSince(mark, server))
                                .hasSizeGreaterThan(2)));
        await().atMost(Site.BOUND).untilAsserted(() -> {
            assertThat(first.watched()).doesNotContainAnyElementsOf(second.watched());
            assertThat(union(first.watched(), second.watched())).isEqualTo(shared);
            assertThat(site.ways()).extracting(FaultProxy::connections).containsOnly(1);
        });
    }

    /** Half, give or take the little that is left to chance. */
    private static boolean hasItsShare(Monitor monitor) {
        return Math.abs(monitor.watched().size() - SERVERS / 2) <= 1;
    }

    private static Set<ServerId> union(Set<ServerId> some, Set<ServerId> others) {
        var all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }
}
