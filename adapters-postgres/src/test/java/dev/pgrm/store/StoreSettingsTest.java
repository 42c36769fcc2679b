package dev.pgrm.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreSettingsTest {
    @Test
    void tells_no_secret() {
        var settings = new StoreSettings("jdbc:postgresql://db/pgrm?password=hush", "pgrm", "hush");

        assertThat(settings.toString()).isEqualTo("StoreSettings[jdbc:postgresql://db/pgrm as pgrm]");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/pgrm,true",
        "jdbc:postgresql://[::1]:5433/pgrm?currentSchema=pgrm,true",
        "postgresql://db/pgrm,false",
        "jdbc:postgresql://pgrm:hush@db/pgrm,false",
        "jdbc:mysql://db/pgrm,false",
        "jdbc:postgresql://db:port/pgrm,false"
    })
    void knows_a_url_of_a_store(String text, boolean usable) {
        assertThat(StoreSettings.isUrl(text)).isEqualTo(usable);
    }

    @Test
    void does_not_wait_at_start_for_a_store_that_is_not_up() {
        assertThat(new StoreSettings("jdbc:postgresql://db/pgrm", "pgrm", "hush").properties())
                .containsEntry("datasources.default.initialization-fail-timeout", -1)
                .containsEntry("datasources.default.connection-timeout", 5_000);
    }
}
