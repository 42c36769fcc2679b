package dev.pgrm.domain.postgres;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A replication slot's name under PostgreSQL's own rule, which is stricter than that for identifiers. */
public record SlotName(String value) implements Comparable<SlotName> {
    private static final Pattern RULE = Pattern.compile("[a-z0-9_]{1,63}");

    public SlotName {
        if (!RULE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "Slot name '" + value + "' is not allowed: use 1 to 63 lower-case letters, digits and underscores");
        }
    }

    /** A name that PostgreSQL would refuse is as good as none: there can be no such slot. */
    public static @Nullable SlotName ifAllowed(@Nullable String name) {
        return name != null && RULE.matcher(name).matches() ? new SlotName(name) : null;
    }

    @Override
    public int compareTo(SlotName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
