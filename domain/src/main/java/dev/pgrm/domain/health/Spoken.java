package dev.pgrm.domain.health;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Figures and lists in words. */
final class Spoken {
    private static final int FEW = 5;

    private Spoken() {}

    static String span(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds < 120) {
            return seconds == 1 ? "1 second" : seconds + " seconds";
        }
        if (seconds < 7_200) {
            return seconds / 60 + " minutes";
        }
        return seconds < 172_800 ? seconds / 3_600 + " hours" : seconds / 86_400 + " days";
    }

    static String count(long count, String one) {
        return count == 1 ? "1 " + one : count + " " + one + "s";
    }

    /** The first few of them. */
    static String few(List<?> all) {
        String first = all.stream().limit(FEW).map(Object::toString).collect(Collectors.joining(", "));
        return all.size() > FEW ? first + " and " + (all.size() - FEW) + " more" : first;
    }

    /** Statements to be run one after the other. */
    static String statements(String... statements) {
        return Stream.of(statements).map(each -> each + ";").collect(Collectors.joining(" "));
    }
}
