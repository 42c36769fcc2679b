package dev.pgrm.devkit.aws;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A part of a list, with the opaque token under which the rest is asked for. */
record Page<T>(List<T> items, @Nullable String next) {

    static <T> Page<T> of(List<T> all, @Nullable String token, int size, Supplier<AwsError> whenTokenIsInvalid) {
        int from = token == null ? 0 : decode(token, whenTokenIsInvalid);
        int to = Math.min(all.size(), from + size);
        if (from > to) {
            throw whenTokenIsInvalid.get();
        }
        return new Page<>(all.subList(from, to), to < all.size() ? encode(to) : null);
    }

    private static String encode(int offset) {
        return Base64.getEncoder().encodeToString(("next:" + offset).getBytes(StandardCharsets.UTF_8));
    }

    private static int decode(String token, Supplier<AwsError> whenTokenIsInvalid) {
        try {
            String text = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
            return Integer.parseUnsignedInt(text.substring("next:".length()));
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException invalid) {
            AwsError error = whenTokenIsInvalid.get();
            error.addSuppressed(invalid);
            throw error;
        }
    }
}
