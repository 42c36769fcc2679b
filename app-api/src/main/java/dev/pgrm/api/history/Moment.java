package dev.pgrm.api.history;

import dev.pgrm.api.problem.Problem;
import dev.pgrm.api.problem.Refusal;
import dev.pgrm.domain.Violation;
import io.micronaut.http.HttpStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Moments as parameters. */
public final class Moment {
    /** Years of four digits, which is what the store can tell of. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private Moment() {}

    /** What was meant, or what is wrong with it among the violations. */
    public static @Nullable Instant read(String parameter, String text, List<Violation> wrong) {
        Instant moment = orNull(text);
        if (moment == null) {
            wrong.add(new Violation(parameter, "must be a time such as 2026-11-21T10:15:00Z"));
        }
        return moment;
    }

    /** Nothing where it is none, or none that the store can tell of. */
    public static @Nullable Instant orNull(String text) {
        try {
            Instant moment = DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
            return moment.isBefore(FIRST) || !moment.isBefore(END) ? null : moment;
        } catch (DateTimeException e) {
            return null;
        }
    }

    public static void refuse(List<Violation> wrong) {
        if (!wrong.isEmpty()) {
            throw new Refusal(Problem.of(
                            HttpStatus.UNPROCESSABLE_ENTITY,
                            "invalid",
                            "Some parameters cannot be used",
                            "Correct the parameters that are listed")
                    .with(wrong));
        }
    }
}
