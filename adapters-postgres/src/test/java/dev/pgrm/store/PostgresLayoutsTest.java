package dev.pgrm.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.application.topology.LayoutStore;
import dev.pgrm.application.topology.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("servers")
class PostgresLayoutsTest {
    @RegisterExtension
    static final StoreUnderTest STORE = new StoreUnderTest();

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Map<UUID, Position> LAYOUT =
            Map.of(new UUID(0, 1), new Position(12.5, -3), new UUID(0, 2), new Position(0, 1e6));

    @Test
    void finds_a_layout_by_its_fingerprint() {
        layouts().keep("one", LAYOUT, NOW);

        assertThat(layouts().find("one")).isEqualTo(LAYOUT);
        assertThat(layouts().find("two")).isNull();
    }

    @Test
    void an_empty_map_has_a_layout_too() {
        layouts().keep("one", Map.of(), NOW);

        assertThat(layouts().find("one")).isEmpty();
    }

    @Test
    void the_first_layout_stays() {
        layouts().keep("one", LAYOUT, NOW);
        layouts().keep("one", Map.of(), NOW);

        assertThat(layouts().find("one")).isEqualTo(LAYOUT);
    }

    @Test
    void forgets_layouts_of_long_ago() {
        layouts().keep("old", LAYOUT, NOW);
        layouts().keep("recent", LAYOUT, NOW.plus(Duration.ofDays(20)));
        layouts().keep("new", LAYOUT, NOW.plus(Duration.ofDays(40)));

        assertThat(layouts().find("old")).isNull();
        assertThat(layouts().find("recent")).isEqualTo(LAYOUT);
    }

    private static LayoutStore layouts() {
        return STORE.get(LayoutStore.class);
    }
}
