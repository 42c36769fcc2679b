package dev.pgrm.application.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.application.MovableClock;
import dev.pgrm.application.log.RdsLogFiles.Had;
import dev.pgrm.application.log.RdsLogFiles.Instance;
import dev.pgrm.application.log.RdsLogFiles.Outcome;
import dev.pgrm.application.log.RdsLogFiles.Portion;
import dev.pgrm.application.log.RdsLogFiles.Refused;
import dev.pgrm.application.topology.Sights;
import dev.pgrm.application.watch.Probe;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.aws.RdsLogs.LogFile;
import dev.pgrm.domain.log.ReplicationMessage;
import dev.pgrm.domain.log.ServerLog;
import dev.pgrm.domain.observation.Observation;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.server.Server;
import dev.pgrm.domain.server.ServerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RdsProbesTest {
    private static final String HOST = "orders.abc123.eu-central-1.rds.amazonaws.com";
    private static final String FIRST = "error/postgresql.log.2026-11-21-10";
    private static final String SECOND = "error/postgresql.log.2026-11-21-11";

    private final MovableClock clock = new MovableClock();
    private final Shelf shelf = new Shelf();
    private final List<String> heard = new ArrayList<>();
    private @Nullable Observation previous;

    @Test
    void reads_on_from_where_it_was_and_from_file_to_file() {
        shelf.write(FIRST, line("one"));
        Probe probe = open(HOST);
        turn(probe);
        shelf.write(FIRST, line("two") + line("three").substring(0, 30));
        turn(probe);
        shelf.write(FIRST, line("three").substring(30));
        shelf.write(SECOND, line("four"));
        turn(probe);
        turn(probe);
        turn(probe);

        assertThat(heard).containsExactly("one", "two", "three", "four");
        assertThat(log().position())
                .isNotNull()
                .satisfies(position -> assertThat(position.file()).isEqualTo(SECOND));
    }

    @Test
    void another_worker_goes_on_from_the_marker() {
        shelf.write(FIRST, line("one"));
        turn(open(HOST));
        turn(open(HOST));
        shelf.write(FIRST, line("two"));
        Probe other = open(HOST);
        turn(other);
        turn(other);

        assertThat(heard).containsExactly("one", "two");
    }

    @Test
    void asks_no_more_often_than_every_half_minute() {
        shelf.write(FIRST, line("one"));
        Probe probe = open(HOST);
        for (int i = 0; i < 10; i++) {
            previous = probe.poll(previous);
            clock.advance(Duration.ofSeconds(5));
        }

        assertThat(shelf.asked).isLessThanOrEqualTo(5);
    }

    @Test
    void what_aws_refuses_is_told_with_what_would_help() {
        shelf.trouble = new Trouble("aws_access_denied", "AWS denies it", "Allow rds:DescribeDBLogFiles");
        Probe probe = open(HOST);
        turn(probe);

        assertThat(log().unreadable())
                .isEqualTo(new ServerLog.Unreadable("AWS denies it", "Allow rds:DescribeDBLogFiles"));
        shelf.trouble = null;
        shelf.write(FIRST, line("one"));
        turn(probe);
        assertThat(log().unreadable()).isNull();
    }

    @Test
    void a_cluster_has_no_log_of_its_own() {
        turn(open("orders.cluster-abc123.eu-central-1.rds.amazonaws.com"));

        assertThat(Objects.requireNonNull(log().unreadable()).remedy()).contains("each instance");
        assertThat(shelf.asked).isZero();
    }

    @Test
    void what_is_not_of_rds_is_left_alone() {
        turn(open("db-1.example.org"));

        assertThat(log()).isEqualTo(ServerLog.UNKNOWN);
        assertThat(shelf.asked).isZero();
    }

    /** What one poll begins, the next takes along. */
    private void turn(Probe probe) {
        for (int i = 0; i < 2; i++) {
            previous = probe.poll(previous);
            probe.heard().stream()
                    .map(ReplicationMessage::subscriptionName)
                    .map(String::valueOf)
                    .forEach(heard::add);
            clock.advance(Duration.ofSeconds(31L * i));
        }
        clock.advance(Duration.ofMinutes(1));
    }

    private ServerLog log() {
        return ((Seen) Objects.requireNonNull(previous)).log();
    }

    private Probe open(String host) {
        var server = new Server(new ServerId(new UUID(0, 1)), new Endpoint(host, 5432));
        Probe.Factory inner = (ignored, databases) -> new Probe() {
            @Override
            public Observation poll(@Nullable Observation before) {
                return Sights.of(server.id(), clock.instant(), 1);
            }

            @Override
            public void close() {}
        };
        return new RdsProbes(inner, shelf, clock, Runnable::run).open(server, List.of());
    }

    private static String line(String subscription) {
        return "2026-11-21 10:00:00 UTC::@:[77]:LOG:  subscription \"" + subscription
                + "\" has been disabled because of an error\n";
    }

    /** Files of one instance, whose markers are offsets. */
    private static final class Shelf implements RdsLogFiles {
        private final Map<String, String> files = new TreeMap<>();
        private @Nullable Trouble trouble;
        private int asked;

        void write(String file, String text) {
            files.merge(file, text, String::concat);
        }

        @Override
        public Outcome<List<LogFile>> list(Instance instance, Instant writtenSince) {
            asked++;
            assertThat(instance).isEqualTo(new Instance("orders", "eu-central-1", null));
            return trouble == null
                    ? new Had<>(files.entrySet().stream()
                            .map(file ->
                                    new LogFile(file.getKey(), file.getValue().length(), Instant.EPOCH))
                            .toList())
                    : new Refused<>(trouble);
        }

        @Override
        public Outcome<Portion> read(Instance instance, String file, @Nullable String marker) {
            asked++;
            if (trouble != null) {
                return new Refused<>(trouble);
            }
            String text = Objects.requireNonNull(files.get(file));
            int from = marker == null ? 0 : Integer.parseInt(marker);
            return new Had<>(new Portion(text.substring(from), Integer.toString(text.length()), false));
        }
    }
}
