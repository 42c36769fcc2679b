package dev.pgrm.webui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssetsTest {

    @ParameterizedTest
    @ValueSource(strings = {"app.js", "app.css", "topology.js", "login.js", "docs.js", "theme.js", "favicon.svg"})
    void every_page_finds_its_files_in_the_bundle(String name) {
        var path = new Assets().path(name);

        assertThat(path).matches("/assets/[a-z]+\\.[A-Z0-9]{8}\\.(js|css|svg)");
        assertThat(Assets.class.getResource("/webui" + path)).isNotNull();
    }

    @Test
    void an_unknown_asset_is_refused_and_the_known_ones_are_named() {
        var assets = new Assets(Map.of("app.js", "app.AAAAAAAA.js", "app.css", "app.BBBBBBBB.css"));

        assertThatThrownBy(() -> assets.path("ap.js"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no asset ap.js; the bundle holds app.css, app.js.");
    }
}
