package dev.pgrm.application.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pgrm.application.settings.Settings.Invalid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final Duration UNSAID = Duration.ofSeconds(5);
    private static final Duration LEAST = Duration.ofMillis(500);

    @TempDir
    private Path folder;

    private static Settings of(String... pairs) {
        var environment = new HashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            environment.put(pairs[i], pairs[i + 1]);
        }
        return new Settings(environment);
    }

    private static List<String> problems(Settings settings) {
        Invalid invalid = catchThrowableOfType(Invalid.class, settings::check);
        return invalid == null ? List.of() : invalid.problems();
    }

    @Test
    void all_problems_are_told_together_and_no_secret_is_repeated() {
        Settings settings = of("URL", "hunter2", "PORT", "x", "PACE", "soon", "FLAG", "yes", "DIR", "/no/such/folder");
        settings.required("URL", "the address of the store", value -> value.startsWith("jdbc:"));
        settings.required("USER", "its account");
        settings.port("PORT", 1);
        settings.duration("PACE", UNSAID, LEAST);
        settings.flag("FLAG");
        settings.folder("DIR");

        assertThat(problems(settings)).hasSize(6);
        assertThat(String.join("\n", problems(settings)))
                .contains("URL", "USER", "PORT", "PACE", "FLAG", "DIR", "the address of the store")
                .doesNotContain("hunter2");
    }

    @Test
    void what_is_unset_or_blank_has_its_default() {
        Settings settings = of("PORT", " ", "PACE", "");

        assertThat(settings.port("PORT", 8080)).isEqualTo(8080);
        assertThat(settings.duration("PACE", UNSAID, LEAST)).isEqualTo(UNSAID);
        assertThat(settings.flag("FLAG")).isFalse();
        assertThat(settings.optional("NAME")).isNull();
        assertThat(settings.folder("DIR")).isNull();
        assertThat(settings.secret("KEY")).isNull();
        assertThatCode(settings::check).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "5s, PT5S", "2m, PT2M", "1h, PT1H", "' 7s ', PT7S"})
    void a_duration_is_a_number_and_its_unit(String text, Duration duration) {
        Settings settings = of("PACE", text);

        assertThat(settings.duration("PACE", UNSAID, LEAST)).isEqualTo(duration);
        assertThat(problems(settings)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "s", "-1s", "1.5s", "5 s", "5d", "499ms", "25h", "99999999999s"})
    void any_other_duration_is_a_problem(String text) {
        Settings settings = of("PACE", text);
        settings.duration("PACE", UNSAID, LEAST);

        assertThat(problems(settings)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"7d, PT168H", "1h, PT1H", "9999d, PT239976H"})
    void an_age_is_in_hours_or_days(String text, Duration age) {
        Settings settings = of("AGE", text);

        assertThat(settings.age("AGE", Duration.ofHours(1))).isEqualTo(age);
        assertThat(problems(settings)).isEmpty();
        assertThat(settings.age("OTHER", Duration.ofHours(1))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "d", "0h", "60m", "99999d", "-1d", "1.5d", "7 d"})
    void any_other_age_is_a_problem(String text) {
        Settings settings = of("AGE", text);
        settings.age("AGE", Duration.ofHours(1));

        assertThat(problems(settings)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1, true", "65535, true", "65536, false", "-1, false", "80a, false"})
    void a_port_is_in_its_range(String text, boolean fine) {
        Settings settings = of("PORT", text);
        settings.port("PORT", 1);

        assertThat(problems(settings).isEmpty()).isEqualTo(fine);
    }

    @Test
    void a_secret_may_stand_in_the_file_that_its_twin_names() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "open sesame\n");

        assertThat(of("KEY_FILE", file.toString()).secret("KEY")).isEqualTo("open sesame");
        assertThat(of("KEY", "direct").secret("KEY")).isEqualTo("direct");
    }

    @Test
    void a_secret_and_its_twin_exclude_each_other() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "open sesame");
        Settings settings = of("KEY", "hunter2", "KEY_FILE", file.toString());
        settings.secret("KEY");

        assertThat(problems(settings))
                .singleElement()
                .asString()
                .contains("both set")
                .doesNotContain("hunter2");
    }

    @Test
    void a_file_that_is_missing_or_empty_is_a_problem_and_no_empty_secret() throws IOException {
        Path empty = Files.writeString(folder.resolve("key"), " \n");
        for (String file : List.of(empty.toString(), "hunter2")) {
            Settings settings = of("KEY_FILE", file);

            assertThat(settings.secret("KEY")).isNull();
            assertThat(problems(settings))
                    .singleElement()
                    .asString()
                    .contains("KEY_FILE")
                    .doesNotContain("hunter2");
        }
    }
}
