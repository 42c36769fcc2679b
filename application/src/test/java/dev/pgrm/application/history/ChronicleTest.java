package dev.pgrm.application.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.pgrm.application.MovableClock;
import dev.pgrm.application.database.InMemoryRegistry;
import dev.pgrm.application.database.Specs;
import dev.pgrm.application.history.Element.OfStream;
import dev.pgrm.application.observation.InMemoryObservations;
import dev.pgrm.application.topology.InMemoryIdentities;
import dev.pgrm.application.topology.LiveTopology;
import dev.pgrm.application.topology.Sights;
import dev.pgrm.application.watch.Watching.Pace;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.domain.database.Keeper;
import dev.pgrm.domain.history.Measure;
import dev.pgrm.domain.history.Retention;
import dev.pgrm.domain.history.Sample;
import dev.pgrm.domain.history.Series;
import dev.pgrm.domain.history.Subject;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.server.ServerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChronicleTest {
    private static final Pace PACE = new Pace(Duration.ofSeconds(5), Duration.ofSeconds(10));

    private final MovableClock clock = new MovableClock();
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final InMemoryObservations observations = new InMemoryObservations();
    private final InMemoryIdentities identities = new InMemoryIdentities();
    private final InMemoryAnnals annals = new InMemoryAnnals(clock);
    private final Chronicle chronicle = chronicle(1);
    private final Instant begin = clock.instant();

    private Chronicle chronicle(int worker) {
        var topology = new LiveTopology(
                registry, observations, observations.lastKnown(), identities, clock, Duration.ofSeconds(25));
        return new Chronicle(new WorkerId(new UUID(0, worker)), topology, annals, clock, PACE, Retention.USUAL);
    }

    private ServerId server(String host) {
        return registry.add(Specs.on(host, "orders"), Keeper.PEOPLE, "ada", clock.instant())
                .serverId();
    }

    private void tick(Chronicle... writers) {
        clock.advance(PACE.interval());
        for (Chronicle writer : writers) {
            writer.takeTurn();
        }
    }

    private List<Instant> written() {
        return annals.pages.stream().map(Page::at).toList();
    }

    @Test
    void writes_one_page_for_each_interval_however_often_it_looks() {
        for (int i = 0; i < 12; i++) {
            chronicle.takeTurn();
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(written()).containsExactly(begin, begin.plusSeconds(5), begin.plusSeconds(10));
    }

    @Test
    void a_page_tells_the_figures_of_streams_slots_and_servers() {
        ServerId server = server("db-1");
        observations.publish(Sights.of(server, clock.instant(), 700));
        chronicle.takeTurn();

        Page page = annals.pages.getFirst();
        assertThat(page.samples()).hasSize(3);
        assertThat(sample(page, Series.of(server)).value(Measure.SERVER_WAL)).isEqualTo(700);
        assertThat(sample(page, Series.of(server, new SlotName("feed"))).values())
                .containsEntry(Measure.SLOT_ACTIVE, 1L)
                .containsEntry(Measure.SLOT_LAG_BYTES, 700L)
                .doesNotContainKey(Measure.SLOT_XMIN_AGE);
        assertThat(page.samples())
                .filteredOn(sample -> sample.value(Measure.LAG_BYTES) != null)
                .extracting(sample -> sample.value(Measure.CONFIRMED))
                .containsExactly(0L);
    }

    @Test
    void whose_clock_was_set_back_leaves_the_pen_to_others_until_it_is_right() {
        chronicle.takeTurn();
        clock.advance(Duration.ofMinutes(-10));
        chronicle.takeTurn();

        assertThat(chronicle.holding()).isFalse();
        assertThat(annals.takePen(new WorkerId(new UUID(0, 2)), Duration.ofSeconds(1)))
                .isTrue();
        assertThat(written()).containsExactly(begin);

        clock.advance(Duration.ofMinutes(11));
        chronicle.takeTurn();
        assertThat(written()).containsExactly(begin, begin.plus(Duration.ofMinutes(1)));
    }

    private static Sample sample(Page page, Series series) {
        return page.samples().stream()
                .filter(sample -> sample.series().equals(series))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void what_was_seen_too_long_ago_is_no_figure_of_now() {
        observations.publish(Sights.of(server("db-1"), clock.instant(), 700));
        clock.advance(Duration.ofSeconds(60));
        chronicle.takeTurn();

        assertThat(annals.pages.getFirst().samples())
                .extracting(sample -> sample.series().subject())
                .containsOnly(Subject.STREAM);
    }

    @Test
    void figures_that_move_are_no_change_of_the_map() {
        ServerId server = server("db-1");
        observations.publish(Sights.of(server, clock.instant(), 700));
        chronicle.takeTurn();
        assertThat(annals.pages.getLast().changes().fresh())
                .hasAtLeastOneElementOfType(OfStream.class)
                .hasAtLeastOneElementOfType(Element.OfServer.class)
                .hasAtLeastOneElementOfType(Element.OfNode.class);

        clock.advance(Duration.ofSeconds(5));
        observations.publish(Sights.of(server, clock.instant(), 900_000_000));
        chronicle.takeTurn();

        assertThat(annals.pages).hasSize(2);
        assertThat(annals.pages.getLast().changes()).isEqualTo(Changes.NONE);
    }

    @Test
    void what_is_gone_is_told_once() {
        observations.publish(Sights.of(server("db-1"), clock.instant(), 700));
        chronicle.takeTurn();
        int parts = annals.present().size();
        var database = registry.all().databases().getFirst();
        registry.remove(database.id(), database.version());
        clock.advance(Duration.ofSeconds(31));
        chronicle.takeTurn();
        tick(chronicle);

        assertThat(annals.pages.get(1).changes().gone()).hasSize(parts);
        assertThat(annals.pages.get(2).changes()).isEqualTo(Changes.NONE);
        assertThat(annals.present()).isEmpty();
    }

    @Test
    void another_writes_on_when_one_falls_silent_and_who_comes_back_writes_nothing() {
        Chronicle other = chronicle(2);
        observations.publish(Sights.of(server("db-1"), clock.instant(), 700));
        chronicle.takeTurn();
        tick(other);
        assertThat(annals.pages).hasSize(1);
        assertThat(other.holding()).isFalse();

        clock.advance(Duration.ofSeconds(20));
        tick(other, chronicle);

        assertThat(other.holding()).isTrue();
        assertThat(chronicle.holding()).isFalse();
        assertThat(annals.pages).hasSize(2);
        assertThat(annals.present()).isNotEmpty();
        tick(chronicle, other);
        assertThat(annals.pages).hasSize(3);
    }

    @Test
    void who_ends_lets_another_write_on_at_once() {
        Chronicle other = chronicle(2);
        chronicle.takeTurn();
        chronicle.close();
        tick(chronicle, other);

        assertThat(other.holding()).isTrue();
        assertThat(annals.pages).hasSize(2);
    }

    @Test
    void pages_wait_for_a_store_that_is_away() {
        chronicle.takeTurn();
        annals.away();
        tick(chronicle);
        tick(chronicle);
        assertThat(annals.pages).hasSize(1);

        annals.trouble = null;
        tick(chronicle);

        assertThat(written())
                .containsExactly(begin, begin.plusSeconds(5), begin.plusSeconds(10), begin.plusSeconds(15));
    }

    @Test
    void of_a_long_outage_the_latest_pages_are_kept_and_all_that_changed() {
        chronicle.takeTurn();
        annals.away();
        ServerId server = server("db-1");
        observations.publish(Sights.of(server, clock.instant(), 700));
        for (int i = 0; i < 100; i++) {
            tick(chronicle);
        }
        annals.trouble = null;
        tick(chronicle);

        assertThat(annals.pages).hasSize(61);
        assertThat(annals.present()).extracting(Element::id).contains(server.value());
    }

    @Test
    void pages_in_hand_come_before_those_of_another() {
        Chronicle other = chronicle(2);
        chronicle.takeTurn();
        annals.away();
        for (int i = 0; i < 5; i++) {
            tick(other, chronicle);
        }
        annals.trouble = null;
        tick(other, chronicle);

        assertThat(chronicle.holding()).isTrue();
        assertThat(annals.pages).hasSize(7);
    }

    @Test
    void a_page_that_nobody_can_write_does_not_stand_in_the_way() {
        chronicle.takeTurn();
        annals.trouble = new IllegalStateException("a page of horrors");
        clock.advance(PACE.interval());
        assertThatIllegalStateException().isThrownBy(chronicle::takeTurn);

        annals.trouble = null;
        tick(chronicle);
        assertThat(written()).containsExactly(begin, begin.plusSeconds(10));
    }

    @Test
    void what_a_refused_page_would_have_told_of_the_map_is_told_by_the_next() {
        annals.takePen(new WorkerId(new UUID(0, 2)), PACE.lease());
        annals.write(
                new WorkerId(new UUID(0, 2)), new Page(begin.plusSeconds(7), List.of(), Changes.NONE), PACE.lease());
        annals.layPenDown(new WorkerId(new UUID(0, 2)));
        ServerId server = server("db-1");
        observations.publish(Sights.of(server, clock.instant(), 700));
        tick(chronicle);
        assertThat(written()).containsExactly(begin.plusSeconds(7));

        tick(chronicle);

        assertThat(annals.present()).extracting(Element::id).contains(server.value());
    }

    @Test
    void whose_clock_is_ahead_writes_nothing_and_lets_nothing_expire() {
        annals.ahead = Duration.ofDays(500);
        ServerId server = server("db-1");
        observations.publish(Sights.of(server, clock.instant(), 700));
        chronicle.takeTurn();
        chronicle.tend();
        assertThat(annals.pages).isEmpty();
        assertThat(annals.tended).isEmpty();

        annals.ahead = Duration.ZERO;
        tick(chronicle);
        chronicle.tend();
        assertThat(annals.present()).extracting(Element::id).contains(server.value());
        assertThat(annals.tended).hasSize(1);
    }

    @Test
    void only_who_writes_tends() {
        chronicle.tend();
        assertThat(annals.tended).isEmpty();
        chronicle.takeTurn();
        chronicle.tend();
        assertThat(annals.tended).containsExactly(begin);
    }
}
