package dev.pgrm.store;

import static dev.pgrm.store.HistoryUnderTest.BEGIN;
import static dev.pgrm.store.HistoryUnderTest.LEASE;
import static dev.pgrm.store.HistoryUnderTest.SERVER;
import static dev.pgrm.store.HistoryUnderTest.SLOT;
import static dev.pgrm.store.HistoryUnderTest.WRITER;
import static dev.pgrm.store.HistoryUnderTest.page;
import static dev.pgrm.store.HistoryUnderTest.stream;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.application.history.Changes;
import dev.pgrm.application.history.Element;
import dev.pgrm.application.history.Page;
import dev.pgrm.application.history.Records.Reading;
import dev.pgrm.application.history.Records.Span;
import dev.pgrm.application.history.Records.Version;
import dev.pgrm.application.history.Records.Versions;
import dev.pgrm.domain.health.Health;
import dev.pgrm.domain.history.Grain;
import dev.pgrm.domain.history.Measure;
import dev.pgrm.domain.history.Retention;
import dev.pgrm.domain.history.Sample;
import dev.pgrm.domain.history.Series;
import dev.pgrm.domain.history.Spread;
import dev.pgrm.domain.history.Subject;
import dev.pgrm.domain.topology.Topology.Node;
import dev.pgrm.domain.topology.Topology.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("servers")
class PostgresRecordsTest {
    private static final Set<Measure> LAG = EnumSet.of(Measure.LAG_BYTES, Measure.LAG_MILLIS);
    private static final Instant MUCH_LATER = BEGIN.plus(Duration.ofDays(40));

    private final HistoryUnderTest history = new HistoryUnderTest();

    @AfterEach
    void close() {
        history.close();
    }

    private List<Reading> readings(Grain grain, Instant from, Instant to) {
        return history.records().readings(stream(0), LAG, grain, from, to);
    }

    @Test
    void samples_are_read_as_they_were_written_open_or_closed() {
        history.writeFor(Duration.ofHours(3), Duration.ofMinutes(1));
        List<Reading> open = readings(Grain.RAW, BEGIN, MUCH_LATER);
        assertThat(open)
                .contains(new Reading(BEGIN.plusSeconds(60).toEpochMilli(), Measure.LAG_BYTES, Spread.of(1)))
                .contains(new Reading(BEGIN.plusSeconds(60).toEpochMilli(), Measure.LAG_MILLIS, Spread.of(1)))
                .noneMatch(reading -> reading.at() == BEGIN.toEpochMilli() && reading.measure() == Measure.LAG_MILLIS);

        history.tend(BEGIN.plus(Duration.ofHours(3)));

        assertThat(readings(Grain.RAW, BEGIN, MUCH_LATER)).containsExactlyInAnyOrderElementsOf(open);
        assertThat(history.records().know(SLOT)).isTrue();
        assertThat(history.records().know(stream(7))).isFalse();
        assertThat(readings(Grain.RAW, BEGIN.plusSeconds(30), BEGIN.plusSeconds(90)))
                .extracting(Reading::at)
                .containsOnly(BEGIN.plusSeconds(60).toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void what_is_rolled_up_says_what_the_samples_said(long seed) {
        var random = new Random(seed);
        var written = new ArrayList<Reading>();
        Instant at = BEGIN.plusSeconds(random.nextInt(3_000));
        while (at.isBefore(BEGIN.plus(Duration.ofHours(25)))) {
            var sample = Sample.of(stream(0));
            for (Measure measure : LAG) {
                if (random.nextInt(5) > 0) {
                    long value = random.nextLong(1L << random.nextInt(1, 50)) - 1_000;
                    sample.with(measure, value);
                    written.add(new Reading(at.toEpochMilli(), measure, Spread.of(value)));
                }
            }
            history.write(new Page(at, List.of(sample.taken()), Changes.NONE));
            at = at.plusSeconds(random.nextInt(20) == 0 ? random.nextInt(7_000) : 1 + random.nextInt(120));
        }
        history.write(page(BEGIN.plus(Duration.ofHours(30)), 1, 0));
        history.annals()
                .tend(
                        BEGIN.plus(Duration.ofHours(30)),
                        new Retention(Duration.ofDays(2), Duration.ofDays(14), Duration.ofDays(400)));

        Instant end = BEGIN.plus(Duration.ofHours(26));
        assertThat(readings(Grain.RAW, BEGIN, end)).containsExactlyInAnyOrderElementsOf(written);
        assertThat(readings(Grain.MINUTE, BEGIN, end))
                .containsExactlyInAnyOrderElementsOf(rolledUp(written, Grain.MINUTE));
        // The second day is not closed yet: it is read as minutes.
        Instant midnight = BEGIN.plus(Duration.ofDays(1));
        assertThat(readings(Grain.QUARTER, BEGIN, midnight))
                .containsExactlyInAnyOrderElementsOf(rolledUp(
                        written.stream()
                                .filter(reading -> reading.at() < midnight.toEpochMilli())
                                .toList(),
                        Grain.QUARTER));
        assertThat(readings(Grain.QUARTER, midnight, end))
                .containsExactlyInAnyOrderElementsOf(rolledUp(
                        written.stream()
                                .filter(reading -> reading.at() >= midnight.toEpochMilli())
                                .toList(),
                        Grain.MINUTE));
    }

    private static List<Reading> rolledUp(List<Reading> raw, Grain grain) {
        Map<String, List<Reading>> groups = new TreeMap<>();
        raw.forEach(reading -> groups.computeIfAbsent(
                        reading.measure() + " " + reading.at() / grain.width().toMillis(), _ -> new ArrayList<>())
                .add(reading));
        return groups.values().stream()
                .map(group -> {
                    long[] values = group.stream()
                            .mapToLong(reading -> reading.spread().min())
                            .toArray();
                    long least = Arrays.stream(values).min().orElseThrow();
                    return new Reading(
                            group.getFirst().at()
                                    / grain.width().toMillis()
                                    * grain.width().toMillis(),
                            group.getFirst().measure(),
                            new Spread(
                                    least,
                                    Arrays.stream(values).max().orElseThrow(),
                                    values[values.length - 1],
                                    Arrays.stream(values)
                                            .map(value -> value - least)
                                            .sum(),
                                    values.length));
                })
                .toList();
    }

    @Test
    void a_range_that_reaches_back_further_goes_on_in_what_is_left() {
        history.writeFor(Duration.ofHours(50), Duration.ofMinutes(5));
        Instant now = BEGIN.plus(Duration.ofHours(50));
        history.tend(now);
        Instant rawBegins = history.records().reach().get(Grain.RAW);
        assertThat(rawBegins).isEqualTo(BEGIN.plus(Duration.ofHours(24)));
        assertThat(history.records().reach()).containsEntry(Grain.MINUTE, BEGIN).containsEntry(Grain.QUARTER, BEGIN);

        List<Reading> all = readings(Grain.RAW, BEGIN, MUCH_LATER);

        assertThat(all.stream().filter(reading -> reading.measure() == Measure.LAG_BYTES))
                .hasSize(601)
                .extracting(reading -> reading.spread().count())
                .containsOnly(1L);
        assertThat(all).isSortedAccordingTo((one, other) -> Long.compare(one.at(), other.at()));
    }

    @Test
    void figures_of_a_moment_are_those_of_the_minute_before_it() {
        history.writeFor(Duration.ofHours(26), Duration.ofMinutes(10));
        Instant at = BEGIN.plus(Duration.ofHours(2)).plusSeconds(20);
        var open = history.records().figuresAt(Subject.STREAM, at);
        assertThat(open.get(stream(1))).containsEntry(Measure.LAG_BYTES, 13L);
        assertThat(history.records().figuresAt(Subject.SERVER, at).get(Series.of(SERVER)))
                .containsEntry(Measure.SERVER_WAL, 12L);
        assertThat(history.records().figuresAt(Subject.STREAM, at.plus(Duration.ofMinutes(5))))
                .isEmpty();

        history.tend(BEGIN.plus(Duration.ofHours(26)));
        assertThat(history.records().figuresAt(Subject.STREAM, at)).isEqualTo(open);

        history.tend(BEGIN.plus(Duration.ofHours(40)));
        assertThat(history.count("raw_chunk where starts < '2026-10-01 10:00Z'"))
                .isEqualTo("0");
        assertThat(history.records().figuresAt(Subject.STREAM, at)).isEqualTo(open);

        history.tend(BEGIN.plus(Duration.ofDays(16)));
        assertThat(history.count("minute_chunk")).isEqualTo("0");
        assertThat(history.records().figuresAt(Subject.STREAM, at).get(stream(1)))
                .containsEntry(Measure.LAG_BYTES, 14L);
    }

    @Test
    void whoever_drops_what_has_expired_tells_how_long_the_rest_is_kept() {
        assertThat(history.records().retention()).isNull();
        history.tend(BEGIN);
        assertThat(history.records().retention()).isEqualTo(Retention.USUAL);

        var another = new Retention(Duration.ofHours(5), Duration.ofDays(3), Duration.ofDays(30));
        history.annals().tend(BEGIN, another);
        assertThat(history.records().retention()).isEqualTo(another);
    }

    @Test
    void pauses_are_told() {
        history.write(page(BEGIN, 1, 1));
        history.write(page(BEGIN.plusSeconds(30), 1, 1));
        history.write(page(BEGIN.plusSeconds(600), 1, 1));
        history.write(page(BEGIN.plusSeconds(605), 1, 1));

        assertThat(history.records().spans())
                .containsExactly(
                        new Span(BEGIN, BEGIN.plusSeconds(30)),
                        new Span(BEGIN.plusSeconds(600), BEGIN.plusSeconds(605)));

        history.tend(BEGIN.plusSeconds(602).plus(Duration.ofDays(400)));
        assertThat(history.records().spans()).containsExactly(new Span(BEGIN.plusSeconds(602), BEGIN.plusSeconds(605)));
    }

    @Test
    void the_map_of_a_moment_is_made_of_what_was_there_then() {
        Element first = node(1, "orders", Status.CONNECTED);
        Element second = node(2, "reporting", Status.CONNECTED);
        Element broken = node(1, "orders", Status.DISCONNECTED);
        change(0, new Changes(List.of(first, second), Set.of()));
        change(60, new Changes(List.of(broken), Set.of()));
        change(120, new Changes(List.of(), Set.of(second.id())));

        assertThat(history.records().elementsAt(BEGIN.minusSeconds(1))).isEmpty();
        assertThat(history.records().elementsAt(BEGIN)).containsExactly(first, second);
        assertThat(history.records().elementsAt(BEGIN.plusSeconds(61))).containsExactly(broken, second);
        assertThat(history.records().elementsAt(BEGIN.plusSeconds(3_600))).containsExactly(broken);
        assertThat(history.annals().present()).containsExactly(broken);

        history.tend(BEGIN.plusSeconds(90).plus(Duration.ofDays(400)));
        assertThat(history.count("topology_element")).isEqualTo("2");
        assertThat(history.records().elementsAt(BEGIN.plusSeconds(100))).containsExactly(broken, second);
    }

    @Test
    void versions_are_told_as_far_back_as_so_many_changes_reach() {
        Element whole = node(1, "orders", Status.CONNECTED);
        Element broken = node(1, "orders", Status.DISCONNECTED);
        change(0, new Changes(List.of(whole), Set.of()));
        change(60, new Changes(List.of(broken), Set.of()));
        change(120, new Changes(List.of(whole), Set.of()));
        change(180, new Changes(List.of(), Set.of(whole.id())));
        Instant end = BEGIN.plusSeconds(3_600);

        assertThat(history.records().versions(BEGIN.plusSeconds(30), end, 100))
                .isEqualTo(new Versions(
                        BEGIN.plusSeconds(30),
                        List.of(
                                new Version(whole, BEGIN, BEGIN.plusSeconds(60)),
                                new Version(broken, BEGIN.plusSeconds(60), BEGIN.plusSeconds(120)),
                                new Version(whole, BEGIN.plusSeconds(120), BEGIN.plusSeconds(180)))));
        Versions last = history.records().versions(BEGIN, end, 1);
        assertThat(last.from()).isEqualTo(BEGIN.plusSeconds(60));
        assertThat(last.all()).extracting(Version::from).containsExactly(BEGIN.plusSeconds(60), BEGIN.plusSeconds(120));
        assertThat(history.records().versions(BEGIN.plusSeconds(200), end, 1).all())
                .isEmpty();
    }

    @Test
    void what_changed_last_is_told_however_much_changed_with_it() {
        List<Element> whole = List.of(node(1, "a", Status.CONNECTED), node(2, "b", Status.CONNECTED));
        change(0, new Changes(whole, Set.of()));
        change(
                60,
                new Changes(List.of(node(1, "a", Status.DISCONNECTED), node(2, "b", Status.DISCONNECTED)), Set.of()));

        Versions told = history.records().versions(BEGIN.minusSeconds(30), BEGIN.plusSeconds(90), 1);

        assertThat(told.from())
                .isBetween(BEGIN.plusSeconds(59), BEGIN.plusSeconds(60).minusNanos(1));
        assertThat(told.all()).extracting(Version::from).contains(BEGIN.plusSeconds(60));
    }

    @Test
    void a_part_that_cannot_be_read_is_passed_over() {
        change(0, new Changes(List.of(node(1, "orders", Status.CONNECTED), node(2, "b", Status.CONNECTED)), Set.of()));
        history.database.sql(
                "update topology_element set body = '{\"kind\":\"later\"}' where id = '" + new UUID(5, 1) + "'");

        assertThat(history.records().elementsAt(BEGIN)).containsExactly(node(2, "b", Status.CONNECTED));
    }

    private void change(int seconds, Changes changes) {
        history.annals().write(WRITER, new Page(BEGIN.plusSeconds(seconds), List.of(), changes), LEASE);
    }

    private static Element node(int number, String name, Status status) {
        return new Element.OfNode(new Node(
                new UUID(5, number),
                SERVER.value(),
                name,
                null,
                name,
                null,
                null,
                Map.of("team", "data"),
                null,
                null,
                status,
                null,
                false,
                null,
                null,
                Health.GOOD));
    }
}
