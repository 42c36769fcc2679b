package dev.pgrm.domain.stream;

import dev.pgrm.domain.Violations;
import dev.pgrm.domain.postgres.SlotName;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** The names of what a stream is made of: whether they can be, and what they are where nobody said. */
final class Naming {
    private static final int LONGEST = 63;
    private static final String RULE = "must have 1 to 63 bytes and no NUL, as PostgreSQL's identifiers do";

    private Naming() {}

    /** Nothing when it cannot be, which is noted, or when there is none. */
    static @Nullable String identifier(String field, @Nullable String name, Violations wrong) {
        return name == null || !wrong.require(fits(name), field, RULE) ? null : name;
    }

    /** Likewise, where there must be one. */
    static @Nullable String required(String field, @Nullable String name, Violations wrong) {
        return wrong.require(name != null, field, "is required") ? identifier(field, name, wrong) : null;
    }

    /** In UTF-8, which is what nearly every database has; another encoding has fewer bytes, and cuts nothing either. */
    private static boolean fits(String name) {
        return !name.isEmpty() && Violations.canBeKept(name) && name.getBytes(StandardCharsets.UTF_8).length <= LONGEST;
    }

    static String ofStream(String source, String target) {
        String plain = plain(source + " to " + target);
        return plain.length() <= LONGEST ? plain : marked(plain, source + "\0" + target);
    }

    /** The subscription's own name where it can be; where it had to be changed, with a mark that tells it from its like. */
    static SlotName ofSlot(String subscription) {
        String plain = plain(subscription);
        return new SlotName(plain.equals(subscription) && fits(plain) ? plain : marked(plain, subscription));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
    }

    private static String marked(String plain, String of) {
        var sum = new CRC32();
        sum.update(of.getBytes(StandardCharsets.UTF_8));
        String mark = "_" + HexFormat.of().toHexDigits((int) sum.getValue());
        return plain.substring(0, Math.min(plain.length(), LONGEST - mark.length())) + mark;
    }
}
