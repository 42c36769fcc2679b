package dev.pgrm.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    Path folder;

    @Test
    void all_that_is_wrong_is_told_at_once_and_ends_the_program_with_code_2() throws Exception {
        Path log = folder.resolve("log");
        Process monitor = OtherMonitor.start(
                Map.of(
                        "PGRM_STORE_URL", "mysql://s3cret@somewhere",
                        "PGRM_PORT", "many",
                        "PGRM_POLL_INTERVAL", "1ms",
                        "PGRM_SECRETS_DIR", folder.resolve("missing").toString(),
                        "PGRM_CONNECTIONS_PER_DATABASE", "11",
                        "PGRM_CONNECTIONS_TOTAL", "few",
                        "PGRM_HISTORY_RAW_HOURS", "0",
                        "PGRM_REMOVE_ORPHANS_AFTER", "59m",
                        "PGRM_METRICS_OPEN", "perhaps"),
                log);

        assertThat(monitor.waitFor()).isEqualTo(2);
        assertThat(OtherMonitor.said(log))
                .contains(
                        "PGRM_STORE_URL",
                        "PGRM_STORE_USER",
                        "PGRM_REDIS_URI",
                        "PGRM_PORT",
                        "PGRM_POLL_INTERVAL",
                        "PGRM_SECRETS_DIR",
                        "PGRM_CONNECTIONS_PER_DATABASE is '11': give a number between 1 and 10",
                        "PGRM_CONNECTIONS_TOTAL is 'few'",
                        "PGRM_HISTORY_RAW_HOURS is '0': give a number between 1 and 744",
                        "PGRM_REMOVE_ORPHANS_AFTER is '59m': give a number and its unit, such as 12h, 7d",
                        "PGRM_METRICS_OPEN")
                .doesNotContain("s3cret");
    }
}
