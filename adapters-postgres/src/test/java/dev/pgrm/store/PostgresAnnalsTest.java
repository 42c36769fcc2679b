package dev.pgrm.store;

import static dev.pgrm.store.HistoryUnderTest.BEGIN;
import static dev.pgrm.store.HistoryUnderTest.LEASE;
import static dev.pgrm.store.HistoryUnderTest.WRITER;
import static dev.pgrm.store.HistoryUnderTest.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.pgrm.application.StoreUnavailable;
import dev.pgrm.application.history.Annals;
import dev.pgrm.application.history.Annals.Written;
import dev.pgrm.application.history.Changes;
import dev.pgrm.application.history.Page;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.domain.history.Retention;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("servers")
class PostgresAnnalsTest {
    private static final WorkerId OTHER = new WorkerId(new UUID(9, 2));

    private final HistoryUnderTest history = new HistoryUnderTest();

    @AfterEach
    void close() {
        history.close();
    }

    @Test
    void one_worker_holds_the_pen() {
        assertThat(history.annals().takePen(OTHER, LEASE)).isFalse();
        assertThat(history.annals().takePen(WRITER, LEASE)).isTrue();
        assertThat(history.annals().write(OTHER, page(BEGIN, 1, 1), LEASE)).isEqualTo(Written.BY_ANOTHER);
        assertThat(history.count("stream_sample")).isEqualTo("0");

        history.annals().layPenDown(WRITER);
        assertThat(history.annals().takePen(OTHER, LEASE)).isTrue();
    }

    @Test
    void a_page_is_written_once() {
        history.write(page(BEGIN, 2, 1));

        assertThat(history.annals().write(WRITER, page(BEGIN, 2, 1), LEASE)).isEqualTo(Written.BEFORE);
        assertThat(history.annals().write(WRITER, page(BEGIN.minusSeconds(5), 2, 1), LEASE))
                .isEqualTo(Written.BEFORE);
        assertThat(history.count("stream_sample")).isEqualTo("2");
        assertThat(history.count("slot_sample")).isEqualTo("1");
        assertThat(history.count("server_sample")).isEqualTo("1");
    }

    @Test
    void who_was_paused_while_another_took_the_pen_writes_nothing() {
        history.write(page(BEGIN, 2, 1));
        history.database.sql("update history_pen set held_until = now() - interval '1 second'");
        try (var program = history.another()) {
            Annals other = program.getBean(Annals.class);
            assertThat(other.takePen(OTHER, LEASE)).isTrue();

            assertThat(history.annals().write(WRITER, page(BEGIN.plusSeconds(5), 2, 1), LEASE))
                    .isEqualTo(Written.BY_ANOTHER);
            assertThat(other.write(OTHER, page(BEGIN.plusSeconds(5), 2, 1), LEASE))
                    .isEqualTo(Written.NOW);
        }
        assertThat(history.count("stream_sample")).isEqualTo("4");
        assertThat(history.count("history_series")).isEqualTo("4");
    }

    @Test
    void nobody_writes_ahead_of_time() {
        var ahead = page(Clock.systemUTC().instant().plus(Duration.ofHours(1)), 1, 1);

        assertThat(history.annals().write(WRITER, ahead, LEASE)).isEqualTo(Written.AHEAD);
        history.write(page(BEGIN, 1, 1));
    }

    @Test
    void only_figures_need_not_have_reached_the_disk() {
        history.database.sql(
                "create table waited (number serial, how text)",
                "create function tell() returns trigger language plpgsql as $$ begin"
                        + " insert into waited (how) values (current_setting('synchronous_commit')); return null; end $$",
                "create constraint trigger tell after update on history_pen deferrable initially deferred"
                        + " for each row execute function tell()");

        history.write(page(BEGIN, 1, 1));
        history.write(page(BEGIN.plusSeconds(5), 1, 1));
        history.write(page(BEGIN.plusSeconds(10), 2, 1));
        history.write(page(BEGIN.plusSeconds(15), 2, 1));
        Page figures = page(BEGIN.plusSeconds(20), 2, 1);
        history.write(new Page(figures.at(), figures.samples(), new Changes(List.of(), Set.of(new UUID(5, 5)))));
        history.write(page(BEGIN.plus(Duration.ofMinutes(5)), 2, 1));
        history.write(page(BEGIN.plus(Duration.ofMinutes(6)), 2, 1));

        assertThat(history.database.value("select string_agg(how, ' ' order by number) from waited"))
                .isEqualTo("on off on off on on off");
    }

    @Test
    void a_page_whose_writer_is_cut_off_in_the_middle_leaves_nothing_behind() throws Exception {
        history.write(page(BEGIN, 2, 1));
        try (Connection other = history.database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table slot_sample in access exclusive mode");
            var writing = CompletableFuture.runAsync(() -> history.write(page(BEGIN.plusSeconds(5), 2, 2)));
            String waiting = "select pid from pg_stat_activity where datname = current_database()"
                    + " and application_name = 'pgrm-store' and wait_event_type = 'Lock'";
            await().until(() -> !history.database.value(waiting).isEmpty());
            history.database.sql("select pg_terminate_backend(" + history.database.value(waiting) + ")");

            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(writing::join)
                    .withCauseInstanceOf(StoreUnavailable.class);
            other.rollback();
        }
        assertThat(history.count("stream_sample")).isEqualTo("2");

        history.write(page(BEGIN.plusSeconds(5), 2, 2));
        assertThat(history.count("stream_sample")).isEqualTo("4");
        assertThat(history.count("slot_sample")).isEqualTo("2");
    }

    @Test
    void an_hour_that_is_complete_is_closed_once() {
        history.writeFor(Duration.ofHours(2), Duration.ofMinutes(1));
        assertThat(history.partitions("stream_sample")).contains("stream_sample_2026100100");

        history.tend(BEGIN.plus(Duration.ofHours(2)));

        assertThat(history.partitions("stream_sample"))
                .contains("stream_sample_2026100102", "stream_sample_2026100103")
                .doesNotContain("stream_sample_2026100100", "stream_sample_2026100101");
        assertThat(history.count("stream_sample")).isEqualTo("2");
        // Two streams, a slot and a server in two hours.
        assertThat(history.count("raw_chunk")).isEqualTo("8");
        assertThat(history.count("minute_chunk")).isEqualTo("8");
        history.tend(BEGIN.plus(Duration.ofHours(2)));
        assertThat(history.count("raw_chunk")).isEqualTo("8");
    }

    @Test
    void an_hour_is_not_closed_while_more_may_come() {
        history.write(page(BEGIN, 1, 1));
        history.write(page(BEGIN.plus(Duration.ofMinutes(59)), 1, 1));

        history.tend(BEGIN.plus(Duration.ofHours(3)));

        assertThat(history.count("stream_sample")).isEqualTo("2");
        assertThat(history.count("raw_chunk")).isEqualTo("0");
    }

    @Test
    void who_closes_while_another_does_leaves_it_to_them() throws Exception {
        history.writeFor(Duration.ofHours(1), Duration.ofMinutes(10));
        try (Connection other = history.database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(hashtext('pgrm history closing'))");
            history.tend(BEGIN.plus(Duration.ofHours(1)));
            assertThat(history.count("raw_chunk")).isEqualTo("0");
            other.rollback();
        }
        history.tend(BEGIN.plus(Duration.ofHours(1)));
        assertThat(history.count("raw_chunk")).isEqualTo("4");
    }

    @Test
    void quarters_that_expired_before_their_minutes_are_not_made_again() {
        var retention = new Retention(Duration.ofHours(24), Duration.ofDays(400), Duration.ofDays(2));
        history.writeFor(Duration.ofDays(1), Duration.ofMinutes(30));
        history.annals().tend(BEGIN.plus(Duration.ofDays(1)), retention);
        assertThat(history.count("quarter_chunk")).isEqualTo("4");
        Instant later = BEGIN.plus(Duration.ofDays(40));
        history.annals().tend(later, retention);
        assertThat(history.count("quarter_chunk")).isEqualTo("0");

        history.database.sql(
                "create table closing (at timestamptz default now())",
                "create function note() returns trigger language plpgsql as"
                        + " $$ begin insert into closing default values; return new; end $$",
                "create trigger note before insert on history_closed for each row execute function note()");
        history.annals().tend(later, retention);

        assertThat(history.count("closing")).isEqualTo("0");
    }

    @Test
    void what_has_expired_is_dropped_as_a_whole() {
        history.writeFor(Duration.ofDays(1), Duration.ofMinutes(30));
        history.tend(BEGIN.plus(Duration.ofDays(1)));
        assertThat(history.count("raw_chunk")).isEqualTo("96");
        assertThat(history.count("quarter_chunk")).isEqualTo("4");

        history.tend(BEGIN.plus(Duration.ofHours(30)));
        assertThat(history.count("raw_chunk")).isEqualTo("72");
        assertThat(history.partitions("raw_chunk")).doesNotContain("raw_chunk_2026100100");

        history.tend(BEGIN.plus(Duration.ofDays(15)));
        assertThat(history.count("raw_chunk")).isEqualTo("0");
        assertThat(history.count("minute_chunk")).isEqualTo("0");
        assertThat(history.count("quarter_chunk")).isEqualTo("4");

        history.tend(BEGIN.plus(Duration.ofDays(420)));
        assertThat(history.count("quarter_chunk")).isEqualTo("0");
        assertThat(history.count("history_closed")).isEqualTo("0");
    }
}
