package dev.pgrm.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EditionTest {
    private final AtomicInteger writings = new AtomicInteger();
    private final Edition edition = new Edition("7", () -> "{\"written\":" + writings.incrementAndGet() + "}");

    private static HttpRequest<?> plain() {
        return HttpRequest.GET("/");
    }

    private static HttpRequest<?> compressed() {
        return HttpRequest.GET("/").header("Accept-Encoding", "gzip");
    }

    private static HttpRequest<?> known() {
        return HttpRequest.GET("/").header("If-None-Match", "\"7\"");
    }

    @Test
    void is_written_when_somebody_asks_and_only_once() {
        assertThat(writings).hasValue(0);

        assertThat(edition.answer(plain()).body()).asString().isEqualTo("{\"written\":1}");
        assertThat(edition.answer(compressed()).body())
                .isSameAs(edition.answer(compressed()).body());
        assertThat(edition.text()).isEqualTo("{\"written\":1}");
    }

    @Test
    void is_not_written_for_whoever_has_it() {
        assertThat(edition.answer(known()).code()).isEqualTo(304);
        assertThat(writings).hasValue(0);
    }

    @Test
    void is_at_hand_for_whoever_has_it_and_for_all_once_it_is_compressed() {
        assertThat(edition.isAtHand(known())).isTrue();
        assertThat(edition.isAtHand(compressed())).isFalse();

        edition.answer(compressed());

        assertThat(edition.isAtHand(compressed())).isTrue();
    }
}
