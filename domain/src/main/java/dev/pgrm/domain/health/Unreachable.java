package dev.pgrm.domain.health;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.health.Finding.Severity;
import java.util.List;

/** What cannot be seen: that nobody polls it says nothing about it, while that it does not answer does. */
final class Unreachable {
    private Unreachable() {}

    static Health health(String what, Trouble trouble) {
        boolean unwatched = trouble.code().equals(Trouble.NOT_POLLED);
        return new Health(
                false,
                List.of(
                        unwatched
                                ? new Finding(
                                        Trouble.NOT_POLLED, Severity.WARNING, trouble.message(), trouble.remedy(), null)
                                : new Finding(
                                        "unreachable",
                                        Severity.CRITICAL,
                                        what + " cannot be reached: " + trouble.message(),
                                        trouble.remedy(),
                                        null)));
    }
}
