package dev.pgrm.redis;

import java.util.UUID;

/**
 * A question or an answer on its way.
 *
 * @param correlation the same in a question and its answer
 * @param asker where the answer goes
 */
record Letter(UUID correlation, UUID asker, String body) {
    String written() {
        return correlation + " " + asker + "\n" + body;
    }

    static Letter read(String text) {
        int end = text.indexOf('\n');
        int blank = text.indexOf(' ');
        if (blank < 0 || end < blank) {
            throw new IllegalArgumentException("its first line does not say what it belongs to");
        }
        return new Letter(
                UUID.fromString(text.substring(0, blank)),
                UUID.fromString(text.substring(blank + 1, end)),
                text.substring(end + 1));
    }

    Letter answeredBy(String answer) {
        return new Letter(correlation, asker, answer);
    }
}
