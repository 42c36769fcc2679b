package dev.pgrm.fleet.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.observation.Sender.Request;
import dev.pgrm.domain.postgres.PublicationName;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StartReplicationTest {
    @Test
    void reads_slot_publications_and_origin() {
        Request request =
                parsed("START_REPLICATION SLOT \"sales\" LOGICAL 0/1A2B3C (proto_version '4', streaming 'parallel',"
                        + " origin 'any', publication_names '\"p\",\"q\"')");

        assertThat(request.slot().value()).isEqualTo("sales");
        assertThat(request.publications()).extracting(PublicationName::value).containsExactly("p", "q");
        assertThat(request.origin()).isEqualTo("any");
    }

    @Test
    void reads_names_with_quotes_commas_and_apostrophes() {
        assertThat(parsed("START_REPLICATION SLOT \"s\" LOGICAL 0/0 (proto_version '1',"
                                + " publication_names '\"a,b\",\"say \"\"hi\"\"\",\"o''clock\"')")
                        .publications())
                .extracting(PublicationName::value)
                .containsExactly("a,b", "say \"hi\"", "o'clock");
    }

    @Test
    void reads_what_other_programs_write() {
        Request request = parsed(
                "START_REPLICATION SLOT debezium LOGICAL 0/0 (\"proto_version\" '1', \"publication_names\" 'dbz')");

        assertThat(request.slot().value()).isEqualTo("debezium");
        assertThat(request.publications()).extracting(PublicationName::value).containsExactly("dbz");
        assertThat(request.origin()).isNull();
    }

    @Test
    void leaves_out_what_was_cut_off() {
        assertThat(parsed("START_REPLICATION SLOT \"s\" LOGICAL 0/0 (publication_names '\"first\",\"second\",\"thi")
                        .publications())
                .extracting(PublicationName::value)
                .containsExactly("first", "second");
    }

    @Test
    void a_consumer_of_another_plugin_names_no_publications() {
        assertThat(parsed("START_REPLICATION SLOT \"w2j\" LOGICAL 0/0 (\"include-xids\" 'on')")
                        .publications())
                .isEmpty();
    }

    @Test
    void a_list_of_any_length_is_read() {
        String names = IntStream.range(0, 5_000)
                .mapToObj(number -> "\"publication_of_tenant_" + number + "\"")
                .collect(Collectors.joining(","));

        assertThat(parsed("START_REPLICATION SLOT \"s\" LOGICAL 0/0 (publication_names '" + names + "')")
                        .publications())
                .hasSize(5_000);
    }

    @Test
    void a_name_that_no_publication_can_have_does_no_harm() {
        assertThat(parsed("START_REPLICATION SLOT \"s\" LOGICAL 0/0 (publication_names '\"" + "x".repeat(64)
                                + "\",\"p\"')")
                        .publications())
                .extracting(PublicationName::value)
                .containsExactly("p");
    }

    @Test
    void a_standby_asks_for_nothing_of_that_kind() {
        assertThat(StartReplication.parse("START_REPLICATION SLOT \"dr\" 0/3000000 TIMELINE 1"))
                .isNull();
        assertThat(StartReplication.parse("START_REPLICATION 0/3000000 TIMELINE 1"))
                .isNull();
    }

    private static Request parsed(String command) {
        return Objects.requireNonNull(StartReplication.parse(command));
    }
}
