package dev.pgrm.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.application.log.RdsLogFiles.Had;
import dev.pgrm.application.log.RdsLogFiles.Instance;
import dev.pgrm.application.log.RdsLogFiles.Outcome;
import dev.pgrm.application.log.RdsLogFiles.Portion;
import dev.pgrm.application.log.RdsLogFiles.Refused;
import dev.pgrm.devkit.aws.RdsInstance;
import dev.pgrm.domain.aws.RdsLogs.LogFile;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AwsRdsLogFilesTest {
    private static final String FILE = "error/postgresql.log.2026-11-21-10";
    private static final Instance ORDERS = new Instance("orders", AwsSite.REGION, null);

    @Test
    void lists_files_and_reads_them_from_a_marker_on() throws IOException {
        try (var site = new AwsSite();
                var files = new AwsRdsLogFiles(site.identity())) {
            site.aws.rds().add(AwsSite.REGION, RdsInstance.named("orders"));
            site.aws.rds().appendLog(AwsSite.REGION, "orders", FILE, "one\ntwo\n");

            assertThat(had(files.list(ORDERS, Instant.EPOCH)))
                    .extracting(LogFile::name, LogFile::bytes)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(FILE, 8L));
            Portion end = had(files.read(ORDERS, FILE, null));
            assertThat(end.text()).isEqualTo("one\ntwo\n");
            assertThat(had(files.read(ORDERS, FILE, end.marker())).text()).isEmpty();
            site.aws.rds().appendLog(AwsSite.REGION, "orders", FILE, "three\n");
            assertThat(had(files.read(ORDERS, FILE, end.marker())).text()).isEqualTo("three\n");
        }
    }

    @Test
    void what_is_refused_is_a_value() throws IOException {
        try (var site = new AwsSite();
                var files = new AwsRdsLogFiles(site.identity())) {
            Outcome<List<LogFile>> outcome = files.list(ORDERS, Instant.EPOCH);

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.trouble().code()).isEqualTo("aws_refused"));
        }
    }

    private static <T> T had(Outcome<T> outcome) {
        return switch (outcome) {
            case Had<T>(var value) -> value;
            case Refused<T>(var trouble) -> throw new AssertionError(trouble.toString());
        };
    }
}
