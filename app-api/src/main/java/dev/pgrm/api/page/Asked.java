package dev.pgrm.api.page;

import dev.pgrm.api.problem.Problem;
import dev.pgrm.api.problem.Refusal;
import dev.pgrm.domain.Violation;
import dev.pgrm.domain.Words;
import io.micronaut.http.HttpStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The parameters of a request, read one by one; all that are wrong are told at once. */
public final class Asked {
    /** Years of four digits, which is what the store can tell of. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private final List<Violation> wrong = new ArrayList<>();

    public int limit(@Nullable Integer limit, int usual, int most) {
        int wanted = limit == null ? usual : limit;
        return require(wanted >= 1 && wanted <= most, "limit", "must be between 1 and " + most) ? wanted : usual;
    }

    /** The keys after which the page begins, if it is not the first. */
    public @Nullable List<String> after(@Nullable String cursor, int keys) {
        List<String> after = cursor == null ? null : Cursor.keys(cursor, keys);
        require(cursor == null || after != null, "cursor", "must be the 'next' of the page before");
        return after;
    }

    public <E extends Enum<E>> @Nullable E choice(String field, @Nullable String text, E[] choices) {
        E chosen = Stream.of(choices)
                .filter(choice -> Words.of(choice).equals(text))
                .findFirst()
                .orElse(null);
        require(
                text == null || chosen != null,
                field,
                "must be one of "
                        + String.join(", ", Stream.of(choices).map(Words::of).toList()));
        return chosen;
    }

    public @Nullable Instant moment(String field, @Nullable String text) {
        Instant moment = text == null ? null : momentOrNull(text);
        require(text == null || moment != null, field, "must be a time such as 2026-11-21T10:15:00Z");
        return moment;
    }

    /** Nothing where it is no moment, or none that the store can tell of. */
    public static @Nullable Instant momentOrNull(String text) {
        try {
            Instant moment = DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
            return moment.isBefore(FIRST) || !moment.isBefore(END) ? null : moment;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** What is neither true nor false is not taken for either. */
    public @Nullable Boolean flag(String field, @Nullable String text) {
        boolean so = text == null || text.equals("true") || text.equals("false");
        require(so, field, "must be true or false");
        return so ? truth(text) : null;
    }

    private static @Nullable Boolean truth(@Nullable String text) {
        return text == null ? null : text.equals("true");
    }

    /** Text that the server can be asked for. */
    public @Nullable String text(String field, @Nullable String text) {
        return require(text == null || text.indexOf('\0') < 0, field, "must be text without NUL") ? text : null;
    }

    /** Whether one of the texts holds what was asked for, in whatever case. */
    public static boolean holds(@Nullable String q, @Nullable String... texts) {
        return q == null
                || Stream.of(texts)
                        .anyMatch(text ->
                                text != null && text.toLowerCase(Locale.ROOT).contains(q.toLowerCase(Locale.ROOT)));
    }

    /** Notes what is wrong unless it is so, and says whether it is. */
    public boolean require(boolean so, String field, String message) {
        if (!so) {
            wrong.add(new Violation(field, message));
        }
        return so;
    }

    public void refuseIfWrong() {
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
