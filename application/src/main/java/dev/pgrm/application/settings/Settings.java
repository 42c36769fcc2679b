package dev.pgrm.application.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads environment variables and gathers what is wrong with them, so that one start tells all. */
public final class Settings {
    private static final Pattern AGE = Pattern.compile("(\\d{1,4})(h|d)");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

    /** Whoever wants to wait for longer has mistaken the unit. */
    private static final Duration LONGEST = Duration.ofHours(24);

    private final Map<String, String> environment;
    private final List<String> problems = new ArrayList<>();

    public Settings(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Some variables have no usable value; the message names each of them. */
    public static final class Invalid extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient List<String> problems;

        Invalid(List<String> problems) {
            super(String.join(System.lineSeparator(), problems));
            this.problems = List.copyOf(problems);
        }

        public List<String> problems() {
            return problems;
        }
    }

    /** Ends the reading. */
    public void check() throws Invalid {
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
    }

    public String required(String name, String meaning) {
        String value = text(name);
        if (value == null) {
            problems.add(name + " is not set: " + meaning);
            return "";
        }
        return value;
    }

    public String required(String name, String meaning, Predicate<String> rule) {
        String value = required(name, meaning);
        // What is wrong may hold a password, so it is not repeated.
        if (!value.isEmpty() && !rule.test(value)) {
            problems.add(name + " has an unusable value: " + meaning);
        }
        return value;
    }

    public @Nullable String optional(String name) {
        return text(name);
    }

    /** A secret, in the variable itself or in the file that its twin with the ending _FILE names. */
    public @Nullable String secret(String name) {
        String file = text(name + "_FILE");
        if (file == null) {
            return text(name);
        }
        if (text(name) != null) {
            problems.add(name + " and " + name + "_FILE are both set: keep one of them");
        }
        // Somebody may have put the secret itself there, so what it names is not repeated.
        try {
            String secret = Files.readString(Path.of(file)).strip();
            if (!secret.isEmpty()) {
                return secret;
            }
            problems.add(name + "_FILE names a file that is empty");
        } catch (IOException | IllegalArgumentException e) {
            problems.add(name + "_FILE names a file that cannot be read: "
                    + e.getClass().getSimpleName());
        }
        return null;
    }

    public int port(String name, int unsaid) {
        return number(name, unsaid, 0, 65535, "give a port between 1 and 65535, or 0 for any free one");
    }

    public int number(String name, int unsaid, int least, int most) {
        return number(name, unsaid, least, most, "give a number between " + least + " and " + most);
    }

    private int number(String name, int unsaid, int least, int most, String advice) {
        String value = text(name);
        if (value == null) {
            return unsaid;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, with what is out of range.
        }
        problems.add(name + " is '" + value + "': " + advice);
        return unsaid;
    }

    public @Nullable Path folder(String name) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        Path folder = Path.of(value);
        if (!Files.isDirectory(folder)) {
            problems.add(name + " is '" + value + "': there is no such folder");
        }
        return folder;
    }

    public boolean flag(String name) {
        String value = text(name);
        if (value == null || value.equals("false")) {
            return false;
        }
        if (!value.equals("true")) {
            problems.add(name + " is '" + value + "': give true or false");
        }
        return true;
    }

    public Duration duration(String name, Duration unsaid, Duration least) {
        String value = text(name);
        if (value == null) {
            return unsaid;
        }
        Matcher parts = DURATION.matcher(value);
        if (!parts.matches()) {
            problems.add(name + " is '" + value + "': give a number and its unit, such as 500ms, 5s, 1m");
            return unsaid;
        }
        long amount = Long.parseLong(parts.group(1));
        Duration duration = switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
        if (duration.compareTo(least) < 0) {
            problems.add(name + " is '" + value + "': give at least " + least.toMillis() + "ms");
        }
        if (duration.compareTo(LONGEST) > 0) {
            problems.add(name + " is '" + value + "': give at most " + LONGEST.toHours() + "h");
            return unsaid;
        }
        return duration;
    }

    /** How old something has to be, in hours or days. */
    public @Nullable Duration age(String name, Duration least) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        Matcher parts = AGE.matcher(value);
        if (!parts.matches()) {
            problems.add(name + " is '" + value + "': give a number and its unit, such as 12h, 7d");
            return null;
        }
        long amount = Long.parseLong(parts.group(1));
        Duration age = parts.group(2).equals("h") ? Duration.ofHours(amount) : Duration.ofDays(amount);
        if (age.compareTo(least) < 0) {
            problems.add(name + " is '" + value + "': give at least " + least.toHours() + "h");
            return null;
        }
        return age;
    }

    private @Nullable String text(String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
