package dev.pgrm.domain;

import java.util.Locale;

/** How choices are written outside: SELF_HOSTED is {@code self-hosted}. */
public final class Words {
    private Words() {}

    public static String of(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
