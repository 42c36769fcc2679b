package dev.pgrm.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StoreSettingsTest {
    @Test
    void tells_no_secret() {
        var settings = new StoreSettings("jdbc:postgresql://db/pgrm?password=hush", "pgrm", "hush");

        assertThat(settings.toString()).isEqualTo("StoreSettings[jdbc:postgresql://db/pgrm as pgrm]");
    }

    @Test
    void does_not_wait_at_start_for_a_store_that_is_not_up() {
        assertThat(new StoreSettings("jdbc:postgresql://db/pgrm", "pgrm", "hush").properties())
                .containsEntry("datasources.default.initialization-fail-timeout", -1)
                .containsEntry("datasources.default.connection-timeout", 5_000);
    }
}
