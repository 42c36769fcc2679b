package dev.pgrm.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pgrm.application.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaseSettingsTest {
    private static final Map<String, String> LEAST = Map.of(
            "PGRM_STORE_URL", "jdbc:postgresql://db:5432/pgrm",
            "PGRM_STORE_USER", "pgrm",
            "PGRM_REDIS_URI", "redis://cache:6379");

    private static BaseSettings read(Map<String, String> environment) throws Settings.Invalid {
        var settings = new Settings(environment);
        BaseSettings base = BaseSettings.read(settings, 8080);
        settings.check();
        return base;
    }

    private static Map<String, String> with(String name, String value) {
        var environment = new HashMap<>(LEAST);
        environment.put(name, value);
        return environment;
    }

    private static Settings.Invalid refusal(Map<String, String> environment) {
        Settings.Invalid invalid = catchThrowableOfType(Settings.Invalid.class, () -> read(environment));
        assertThat(invalid).as("a refusal").isNotNull();
        return invalid;
    }

    @Test
    void have_defaults() throws Settings.Invalid {
        BaseSettings base = read(LEAST);
        assertThat(base.port()).isEqualTo(8080);
        assertThat(base.pollInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(base.authKey()).isNull();
        assertThat(base.metricsOpen()).isFalse();
    }

    @Test
    void are_read() throws Settings.Invalid {
        var environment = new HashMap<>(LEAST);
        environment.putAll(Map.of(
                "PGRM_PORT", "9000",
                "PGRM_POLL_INTERVAL", "500ms",
                "AUTH_KEY", " key ",
                "PGRM_METRICS_OPEN", "true",
                "PGRM_STORE_PASSWORD", "secret"));
        BaseSettings base = read(environment);
        assertThat(base.port()).isEqualTo(9000);
        assertThat(base.pollInterval()).isEqualTo(Duration.ofMillis(500));
        assertThat(base.authKey()).isEqualTo("key");
        assertThat(base.metricsOpen()).isTrue();
        assertThat(base.store().password()).isEqualTo("secret");
    }

    @Test
    void name_everything_that_is_missing_at_once() {
        assertThat(refusal(Map.of()).problems())
                .satisfiesExactlyInAnyOrder(
                        problem -> assertThat(problem).startsWith("PGRM_STORE_URL is not set"),
                        problem -> assertThat(problem).startsWith("PGRM_STORE_USER is not set"),
                        problem -> assertThat(problem).startsWith("PGRM_REDIS_URI is not set"));
    }

    @Test
    void name_everything_that_is_wrong_at_once_without_repeating_passwords() {
        Settings.Invalid invalid = refusal(Map.of(
                "PGRM_STORE_URL", "postgres://u:hunter2@db/pgrm",
                "PGRM_STORE_USER", " ",
                "PGRM_REDIS_URI", "http://:hunter2@cache",
                "PGRM_PORT", "65536",
                "PGRM_POLL_INTERVAL", "1ms",
                "PGRM_METRICS_OPEN", "yes",
                "AUTH_KEY_FILE", "/nowhere/at-all"));
        assertThat(invalid.problems())
                .hasSize(7)
                .map(problem -> problem.replaceAll(" .*", ""))
                .containsExactlyInAnyOrder(
                        "PGRM_STORE_URL",
                        "PGRM_STORE_USER",
                        "PGRM_REDIS_URI",
                        "PGRM_PORT",
                        "PGRM_POLL_INTERVAL",
                        "PGRM_METRICS_OPEN",
                        "AUTH_KEY_FILE");
        assertThat(invalid.getMessage()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource({
        "PGRM_PORT, eighty",
        "PGRM_PORT, -1",
        "PGRM_POLL_INTERVAL, 5",
        "PGRM_POLL_INTERVAL, 499ms",
        "PGRM_POLL_INTERVAL, 0s",
        "PGRM_POLL_INTERVAL, -5s",
        "PGRM_METRICS_OPEN, TRUE",
        "PGRM_STORE_URL, jdbc:mysql://db/pgrm",
        "PGRM_STORE_URL, jdbc:postgresql://u:p@db/pgrm",
        "PGRM_REDIS_URI, cache:6379",
        "PGRM_REDIS_URI, redis://",
        "PGRM_REDIS_URI, redis://cache:port",
    })
    void refuse_a_wrong_value(String name, String value) {
        assertThat(refusal(with(name, value)).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem).startsWith(name));
    }

    @Test
    void read_secrets_from_files(@TempDir Path folder) throws IOException, Settings.Invalid {
        Path file = Files.writeString(folder.resolve("key"), "from-file\n");
        assertThat(read(with("AUTH_KEY_FILE", file.toString())).authKey()).isEqualTo("from-file");
        assertThat(read(with("PGRM_STORE_PASSWORD_FILE", file.toString()))
                        .store()
                        .password())
                .isEqualTo("from-file");
    }

    @Test
    void refuse_a_secret_that_is_given_twice(@TempDir Path folder) throws IOException {
        var environment = with("AUTH_KEY", "hunter2");
        environment.put(
                "AUTH_KEY_FILE",
                Files.writeString(folder.resolve("key"), "other2").toString());
        assertThat(refusal(environment).getMessage()).contains("AUTH_KEY_FILE").doesNotContain("hunter2", "other2");
    }

    @Test
    void refuse_an_empty_file_where_a_secret_belongs(@TempDir Path folder) throws IOException {
        Path empty = Files.writeString(folder.resolve("key"), "\n");
        assertThat(refusal(with("AUTH_KEY_FILE", empty.toString())).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem).startsWith("AUTH_KEY_FILE"));
    }

    @Test
    void print_without_secrets() throws Settings.Invalid {
        var environment = with("AUTH_KEY", "hunter2");
        environment.put("PGRM_STORE_PASSWORD", "hunter2");
        environment.put("PGRM_REDIS_URI", "redis://:hunter2@cache");
        assertThat(read(environment).toString()).doesNotContain("hunter2").contains("5432");
    }
}
