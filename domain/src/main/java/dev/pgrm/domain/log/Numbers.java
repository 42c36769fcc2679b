package dev.pgrm.domain.log;

import org.jspecify.annotations.Nullable;

/** Numbers that may be missing, or be rubbish. */
final class Numbers {
    private Numbers() {}

    static @Nullable Integer pid(@Nullable String text) {
        return text == null || !text.matches("\\d{1,9}") ? null : Integer.valueOf(text);
    }
}
