package dev.pgrm.domain.log;

import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SubscriptionName;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a message is about, as far as its own words tell. */
record Names(
        @Nullable Oid subscription,
        @Nullable SubscriptionName subscriptionName,
        @Nullable SlotName slot,
        @Nullable String relation,
        @Nullable Lsn finishedAt) {
    static final Names NONE = new Names(null, null, null, null, null);

    /** Only where a worker applies what it received; in any language, since names of origins are not translated. */
    static final Pattern ORIGIN = Pattern.compile("\\bpg_(\\d{1,10})(?:_\\d+)?(?=[\"»“”«』」\\s])");

    private static final Pattern OWN_SYNC_SLOT =
            Pattern.compile("^could not .*\\bslot \"pg_(\\d{1,10})_sync_\\d+_\\d+\"");
    private static final Pattern SUBSCRIPTION = Pattern.compile("\\bsubscription \"([^\"]{1,200})\"");
    private static final Pattern SLOT = Pattern.compile("\\b[Ss][Ll][Oo][Tt] \"([a-z0-9_]{1,63})\"");
    private static final Pattern RELATION =
            Pattern.compile("(?:relation|for table|, table|(?:update|from) table|copy of table) \"([^\"]+)\"");
    private static final Pattern COPIED = Pattern.compile("^COPY (\\S+)(?:, line|$)");
    private static final Pattern FINISHED =
            Pattern.compile("\\b([0-9A-F]{1,8}/[0-9A-F]{1,8})\\b(?!.*[0-9A-F]/[0-9A-F])");

    /** @param applying whether it is known to come from a worker that applies changes */
    static Names in(LogEntry entry, boolean applying) {
        String context = entry.context() == null ? "" : entry.context();
        String message = entry.message();
        String relation = first(RELATION, message, context);
        return new Names(
                oid(applying ? found(ORIGIN, context) : found(OWN_SYNC_SLOT, message)),
                name(first(SUBSCRIPTION, message, context)),
                slot(first(SLOT, message, context, entry.statement())),
                relation == null ? first(COPIED, context) : relation,
                applying ? lsn(first(FINISHED, context)) : null);
    }

    /** What the words leave open, by what was known of the process before. */
    Names or(Names known) {
        return new Names(
                subscription == null ? known.subscription : subscription,
                subscriptionName == null ? known.subscriptionName : subscriptionName,
                slot == null ? known.slot : slot,
                relation,
                finishedAt);
    }

    private static @Nullable Oid oid(@Nullable String digits) {
        if (digits == null || Long.parseLong(digits) > 0xFFFF_FFFFL) {
            return null;
        }
        return new Oid(Long.parseLong(digits));
    }

    private static @Nullable SubscriptionName name(@Nullable String name) {
        return name == null || name.codePointCount(0, name.length()) > 63 ? null : new SubscriptionName(name);
    }

    private static @Nullable SlotName slot(@Nullable String name) {
        return name == null ? null : new SlotName(name);
    }

    private static @Nullable Lsn lsn(@Nullable String text) {
        return text == null ? null : Lsn.parse(text);
    }

    private static @Nullable String first(Pattern pattern, @Nullable String... texts) {
        return first(Stream.of(texts).map(text -> found(pattern, text)));
    }

    private static @Nullable String first(Stream<@Nullable String> found) {
        return found.filter(text -> text != null).findFirst().orElse(null);
    }

    private static @Nullable String found(Pattern pattern, @Nullable String text) {
        if (text == null) {
            return null;
        }
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : null;
    }
}
