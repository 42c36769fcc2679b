package dev.pgrm.application.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.application.log.LogBook.Told;
import dev.pgrm.domain.log.LogEntry;
import dev.pgrm.domain.log.LogEntry.Severity;
import dev.pgrm.domain.log.ReplicationMessage;
import dev.pgrm.domain.server.ServerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ScribeTest {
    private final List<String> kept = new CopyOnWriteArrayList<>();

    @Test
    void a_message_that_the_store_will_never_take_keeps_no_other_out() {
        try (var scribe = new Scribe(new Choosy())) {
            scribe.take(List.of(told("one"), told("horror"), told("two")));
            scribe.take(List.of(told("three")));

            await().untilAsserted(() -> assertThat(kept).containsExactly("one", "two", "three"));
        }
    }

    private static Told told(String text) {
        return new Told(
                new ServerId(new UUID(0, 1)),
                new ReplicationMessage(
                        "slot_lost",
                        new LogEntry(
                                Instant.EPOCH, Severity.ERROR, null, text, null, null, null, null, 1, null, null, null),
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    /** A store to which one message is a horror. */
    private final class Choosy implements LogBook {
        @Override
        public void append(List<Told> messages) {
            var texts = messages.stream()
                    .map(told -> told.message().entry().message())
                    .toList();
            if (texts.contains("horror")) {
                throw new IllegalStateException("a horror");
            }
            kept.addAll(texts);
        }

        @Override
        public List<Kept> search(Search search) {
            return List.of();
        }

        @Override
        public boolean forget(Duration age) {
            return false;
        }
    }
}
