package dev.pgrm.domain;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Gathers all that is wrong with a draft, so that it is told at once. */
public final class Violations {
    private final List<Violation> found = new ArrayList<>();

    public boolean none() {
        return found.isEmpty();
    }

    public List<Violation> all() {
        return List.copyOf(found);
    }

    /** Says whether it was right. */
    public boolean require(boolean right, String field, String rule) {
        if (!right) {
            found.add(new Violation(field, rule));
        }
        return right;
    }

    public void limit(String field, @Nullable String value, int longest) {
        require(
                value == null || fits(value, longest),
                field,
                "must have at most " + longest + " characters and no NUL");
    }

    /** What was read from outside may hold nothing in place of a value. */
    public void limitEach(String field, @Nullable Collection<? extends @Nullable String> values) {
        require(
                values == null || values.stream().allMatch(value -> value != null && fits(value, 255)),
                field,
                "must have values of at most 255 characters and no NUL");
    }

    public <E extends Enum<E>> E choice(String field, @Nullable String text, E[] choices, E unsaid) {
        E chosen = choice(field, text, choices);
        return chosen == null ? unsaid : chosen;
    }

    public <E extends Enum<E>> @Nullable E choice(String field, @Nullable String text, E[] choices) {
        if (text == null) {
            return null;
        }
        for (E choice : choices) {
            if (Words.of(choice).equals(text)) {
                return choice;
            }
        }
        var allowed = List.of(choices).stream().map(Words::of).toList();
        require(false, field, "must be one of " + String.join(", ", allowed));
        return null;
    }

    /** What is wrong with a part, as a field of the whole. */
    public void add(String part, List<Violation> ofPart) {
        ofPart.forEach(violation -> require(false, part + "." + violation.field(), violation.message()));
    }

    public <T> @Nullable T parsed(String field, @Nullable String text, Function<String, T> parser) {
        if (text == null) {
            return null;
        }
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            require(false, field, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static boolean fits(String value, int longest) {
        return value.length() <= longest && canBeKept(value);
    }

    /** PostgreSQL takes neither NUL nor half of a surrogate pair. */
    public static boolean canBeKept(String value) {
        return value.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(value);
    }
}
