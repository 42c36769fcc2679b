package dev.pgrm.domain.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SettingTextTest {
    @Test
    void sizes_have_units() {
        assertThat(SettingText.size("64MB")).isEqualTo(new Bytes(64L << 20));
        assertThat(SettingText.size("1GB")).isEqualTo(new Bytes(1L << 30));
        assertThat(SettingText.size("0")).isEqualTo(Bytes.ZERO);
    }

    @Test
    void times_have_units() {
        assertThat(SettingText.time("500ms")).isEqualTo(Duration.ofMillis(500));
        assertThat(SettingText.time("90s")).isEqualTo(Duration.ofSeconds(90));
        assertThat(SettingText.time("1d")).isEqualTo(Duration.ofDays(1));
        assertThat(SettingText.time("0")).isZero();
    }

    @Test
    void what_is_no_quantity_is_unknown() {
        for (String text : new String[] {"", "-1", "much", "5 parsecs", "12345678901234567890"}) {
            assertThat(SettingText.size(text)).as(text).isNull();
            assertThat(SettingText.time(text)).as(text).isNull();
        }
        assertThat(SettingText.size(null)).isNull();
    }

    @Test
    void on_is_written_in_many_ways() {
        assertThat(SettingText.on("on")).isTrue();
        assertThat(SettingText.on("TRUE")).isTrue();
        assertThat(SettingText.on("off")).isFalse();
        assertThat(SettingText.on(null)).isFalse();
    }
}
