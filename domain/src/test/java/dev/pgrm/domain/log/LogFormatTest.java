package dev.pgrm.domain.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.log.LogEntry.Severity;
import dev.pgrm.domain.log.LogReader.Reading;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogFormatTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final String USUAL = "%m [%p] ";

    @Test
    void joins_the_lines_of_a_message_by_process() {
        LogEntry entry = only(stderr(USUAL, """
                2026-11-21 08:06:44.586 UTC [5249] ERROR:  conflict detected on relation "public.t": conflict=insert_exists
                2026-11-21 08:06:44.586 UTC [5249] DETAIL:  Key already exists in unique index "t_pkey".
                \tKey (id)=(1); existing local row (1, local).
                2026-11-21 08:06:44.586 UTC [5249] CONTEXT:  processing remote data
                2026-11-21 08:06:44.586 UTC [5249] HINT:  none
                """));

        assertThat(entry.at()).isEqualTo("2026-11-21T08:06:44.586Z");
        assertThat(entry.pid()).isEqualTo(5249);
        assertThat(entry.detail())
                .isEqualTo(
                        "Key already exists in unique index \"t_pkey\".\nKey (id)=(1); existing local row (1, local).");
        assertThat(entry.context()).isEqualTo("processing remote data");
        assertThat(entry.hint()).isEqualTo("none");
    }

    @Test
    void tells_apart_what_processes_say_between_each_other() {
        List<LogEntry> entries = stderr(USUAL, """
                2026-11-21 08:06:44.586 UTC [1] ERROR:  one
                2026-11-21 08:06:44.586 UTC [2] ERROR:  two
                2026-11-21 08:06:44.586 UTC [1] DETAIL:  of one
                2026-11-21 08:06:44.586 UTC [2] DETAIL:  of two
                """);

        assertThat(entries).extracting(LogEntry::message).containsExactly("one", "two");
        assertThat(entries).extracting(LogEntry::detail).containsExactly("of one", "of two");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'%m [%p] %b %a %q%u@%d '|'2026-11-21 08:06:44.586 UTC [77] logical replication apply worker  '",
                "'%m [%p] %b %a %q%u@%d '|'2026-11-21 08:06:44.586 UTC [77] client backend psql ada@shop '",
                "'%t:%r:%u@%d:[%p]:'|'2026-11-21 08:06:44 UTC::@:[77]:'",
                "'%t:%r:%u@%d:[%p]:'|'2026-11-21 08:06:44 UTC:10.0.0.1(5432):ada@shop:[77]:'",
                "'%n %e [%-8p] %l %c '|'1795248404.586 23505 [77      ] 3 6740.4d '",
                "'%%t<%m> %v/%x (%Q) %p: '|'%t<2026-11-21 08:06:44.586 UTC> 3/7/0 (-12) 77: '",
                "'some, other setting '|'2026-11-21 08:06:44.586 UTC [77] '",
            })
    void follows_any_prefix(String prefix, String written) {
        LogEntry entry = only(stderr(prefix, written + "ERROR:  what: went wrong\n"));

        assertThat(entry.message()).isEqualTo("what: went wrong");
        assertThat(entry.severity()).isEqualTo(Severity.ERROR);
        assertThat(entry.pid()).isEqualTo(77);
        assertThat(entry.at()).isBetween(Instant.parse("2026-11-21T08:06:44Z"), Instant.parse("2026-11-21T08:06:45Z"));
    }

    @Test
    void knows_the_kind_of_process_though_its_name_has_spaces() {
        LogEntry entry = only(stderr(
                "%m [%p] %b %a %q%u@%d ",
                "2026-11-21 08:06:44.586 UTC [77] logical replication tablesync worker  ERROR:  no\n"));

        assertThat(entry.process()).isEqualTo("logical replication tablesync worker");
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin,2026-07-01 12:00:00.000 CEST,2026-07-01T10:00:00Z",
        "Europe/Berlin,2026-12-01 12:00:00.000 CET,2026-12-01T11:00:00Z",
        "Europe/Berlin,2026-10-25 02:30:00.000 CEST,2026-10-25T00:30:00Z",
        "Europe/Berlin,2026-10-25 02:30:00.000 CET,2026-10-25T01:30:00Z",
        "America/Sao_Paulo,2026-12-01 12:00:00.000 -03,2026-12-01T15:00:00Z",
        "Asia/Kathmandu,2026-12-01 12:00:00.000 +0545,2026-12-01T06:15:00Z",
        "Nowhere/Known,2026-12-01 12:00:00.000 UTC,2026-12-01T12:00:00Z"
    })
    void reads_times_in_the_zone_of_the_log(String zone, String written, Instant expected) {
        Reading reading = LogFormat.STDERR.reader(USUAL, zone).read(written + " [1] LOG:  x\n", NOW);

        assertThat(reading.entries()).extracting(LogEntry::at).containsExactly(expected);
    }

    @Test
    void passes_over_rubbish_and_what_went_before_the_first_line() {
        List<LogEntry> entries = stderr(USUAL, """
                the end of something
                \tand its further lines
                2026-11-21 08:06:44.586 UTC [1] DETAIL:  of a message that we have not seen
                2026-11-21 08:06:44.586 UTC [1] LOG:  known
                \uFFFD\uFFFD\0 rubbish
                \tof rubbish
                2026-13-41 08:06:44.586 UTC [1] LOG:  at no time
                2026-11-21 08:06:45.586 UTC [1] LOG:  known too
                """);

        assertThat(entries).extracting(LogEntry::message).contains("known", "known too");
        assertThat(entries.getFirst().message()).isEqualTo("known");
    }

    @Test
    void csv_holds_line_feeds_and_quotes_within_messages() {
        Reading reading = csv(record("ERROR", "23505", "\"could not connect: \"\"x\"\"\n\tIs it, \"\"running\"\"?\"")
                + record("LOG", "00000", "plain"));

        assertThat(reading.entries())
                .extracting(LogEntry::message)
                .containsExactly("could not connect: \"x\"\n\tIs it, \"running\"?", "plain");
        assertThat(reading.entries().getFirst())
                .extracting(LogEntry::pid, LogEntry::sqlState, LogEntry::process, LogEntry::detail)
                .containsExactly(5249, "23505", "walsender", "a detail");
        assertThat(reading.lines()).isEqualTo(3);
    }

    @Test
    void a_csv_record_that_has_not_ended_waits_for_its_end() {
        String whole = record("LOG", "00000", "first");
        Reading reading = csv(whole + "2026-11-21 08:06:44.586 UTC,,,5249,,x,1,,,,,ERROR,23505,\"begun\nand not");

        assertThat(reading.entries()).hasSize(1);
        assertThat(reading.lines()).isEqualTo(1);
    }

    @Test
    void a_quote_that_is_never_closed_swallows_nothing() {
        Reading reading = csv("2026-11-21 08:06:44.586 UTC,,,1,\"torn\n" + record("LOG", "00000", "whole")
                + "a \" line of rubbish\n" + record("LOG", "00000", "whole too"));

        assertThat(reading.entries()).extracting(LogEntry::message).containsExactly("whole", "whole too");
    }

    @Test
    void csv_of_older_versions_has_fewer_columns() {
        Reading reading = csv("2026-11-21 08:06:44.586 UTC,,,5249,,x,1,,2026-11-21 08:00:00 UTC,,0,ERROR,23505,old"
                + ",,,,,,,,,\"app\"\n");

        assertThat(reading.entries()).extracting(LogEntry::message).containsExactly("old");
        assertThat(reading.entries()).extracting(LogEntry::process).containsOnlyNulls();
    }

    @Test
    void json_is_one_object_a_line() {
        Reading reading = LogFormat.JSON.reader("", "UTC").read("""
                {"timestamp":"2026-11-21 08:06:44.586 UTC","pid":5249,"error_severity":"ERROR","state_code":"23505",\
                "message":"a \\"key\\"\\n\\tand \\u00e4 \\\\","detail":"d","backend_type":"walsender","query_id":-7}
                {"timestamp":"2026-11-21 08:06:44.586 UTC","message":"torn
                rubbish
                {"timestamp":"2026-11-21 08:06:45.586 UTC","error_severity":"LOG","message":"next"}
                """, NOW);

        assertThat(reading.entries()).extracting(LogEntry::message).containsExactly("a \"key\"\n\tand ä \\", "next");
        assertThat(reading.entries().getFirst().pid()).isEqualTo(5249);
        assertThat(reading.lines()).isEqualTo(4);
    }

    @Test
    void knows_formats_by_the_names_of_files() {
        assertThat(LogFormat.of("log/postgresql-1.json")).isEqualTo(LogFormat.JSON);
        assertThat(LogFormat.of("error/postgresql.log.2026-11-21-10.csv")).isEqualTo(LogFormat.CSV);
        assertThat(LogFormat.of("error/postgresql.log.2026-11-21-10")).isEqualTo(LogFormat.STDERR);
    }

    private static String record(String severity, String state, String message) {
        return "2026-11-21 08:06:44.586 UTC,,,5249,,6740.4d,1,,2026-11-21 08:00:00 UTC,,0," + severity + "," + state
                + "," + message + ",\"a detail\",,,,,,,,\"app\",\"walsender\",,0\n";
    }

    private static Reading csv(String text) {
        return LogFormat.CSV.reader("", "UTC").read(text, NOW);
    }

    private static List<LogEntry> stderr(String prefix, String text) {
        return LogFormat.STDERR.reader(prefix, "UTC").read(text, NOW).entries();
    }

    private static LogEntry only(List<LogEntry> entries) {
        assertThat(entries).hasSize(1);
        return entries.getFirst();
    }
}
