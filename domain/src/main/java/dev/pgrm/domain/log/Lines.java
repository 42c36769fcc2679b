package dev.pgrm.domain.log;

import java.util.Arrays;
import java.util.List;

/** Lines as files have them: ended by a line feed and by nothing else, since what is quoted may hold any other character. */
final class Lines {
    private Lines() {}

    static List<String> of(String text) {
        List<String> lines = Arrays.asList(text.split("\n", -1));
        return lines.getLast().isEmpty() ? lines.subList(0, lines.size() - 1) : lines;
    }
}
