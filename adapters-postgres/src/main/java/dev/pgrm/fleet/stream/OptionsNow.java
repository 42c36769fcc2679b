package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Words;
import dev.pgrm.domain.observation.SubscriptionOptions.Streaming;
import dev.pgrm.domain.stream.LogicalStream.Subscribed;
import dev.pgrm.domain.stream.SubscriptionSpec.Options;
import dev.pgrm.fleet.operation.DedicatedSession;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The options of a subscription as they are in its server's catalog, and as the journal notes them. */
final class OptionsNow {
    /** Streaming was a yes or no before 16 made it a letter. */
    private static final String SQL = """
            select $ORIGIN as origin, $FAILOVER as failover, $TWO_PHASE as two_phase, subbinary as binary_copy,
                   case left(cast(substream as text), 1) when 'p' then 'parallel' when 't' then 'on' else 'off' end as streaming,
                   $RUN_AS_OWNER as run_as_owner, $DISABLE_ON_ERROR as disable_on_error
              from pg_subscription
             where oid = cast(? as oid)""";

    private OptionsNow() {}

    static Options read(DedicatedSession target, Subscribed subscription) throws Setback {
        int major = major(target);
        String sql = SQL.replace("$ORIGIN", since(16, major, "suborigin", "text"))
                .replace("$FAILOVER", since(17, major, "subfailover", "bool"))
                .replace("$TWO_PHASE", since(15, major, "subtwophasestate <> 'd'", "bool"))
                .replace("$RUN_AS_OWNER", since(16, major, "subrunasowner", "bool"))
                .replace("$DISABLE_ON_ERROR", since(15, major, "subdisableonerr", "bool"));
        List<Options> found = target.query(
                sql,
                row -> new Options(
                        row.getString("origin"),
                        row.getObject("failover", Boolean.class),
                        row.getObject("two_phase", Boolean.class),
                        row.getObject("binary_copy", Boolean.class),
                        streaming(row.getString("streaming")),
                        row.getObject("run_as_owner", Boolean.class),
                        row.getObject("disable_on_error", Boolean.class)),
                subscription.oid().value());
        return found.isEmpty() ? Options.UNSAID : found.getFirst();
    }

    static int major(DedicatedSession session) throws Setback {
        return session.query("select cast(current_setting('server_version_num') as int) / 10000", row -> row.getInt(1))
                .getFirst();
    }

    private static String since(int version, int major, String column, String type) {
        return major >= version ? column : "cast(null as " + type + ")";
    }

    private static @Nullable Streaming streaming(@Nullable String word) {
        for (Streaming each : Streaming.values()) {
            if (Words.of(each).equals(word)) {
                return each;
            }
        }
        return null;
    }

    static Map<String, String> notes(Options options) {
        var notes = new HashMap<String, String>();
        note(notes, "origin", options.origin());
        note(notes, "failover", options.failover());
        note(notes, "twoPhase", options.twoPhase());
        note(notes, "binary", options.binary());
        note(notes, "streaming", options.streaming() == null ? null : Words.of(options.streaming()));
        note(notes, "runAsOwner", options.runAsOwner());
        note(notes, "disableOnError", options.disableOnError());
        return notes;
    }

    private static void note(Map<String, String> notes, String name, @Nullable Object value) {
        if (value != null) {
            notes.put(name, value.toString());
        }
    }

    static Options of(Map<String, String> notes) {
        return new Options(
                notes.get("origin"),
                flag(notes, "failover"),
                flag(notes, "twoPhase"),
                flag(notes, "binary"),
                streaming(notes.get("streaming")),
                flag(notes, "runAsOwner"),
                flag(notes, "disableOnError"));
    }

    private static @Nullable Boolean flag(Map<String, String> notes, String name) {
        String noted = notes.get(name);
        return noted == null ? null : Boolean.valueOf(noted);
    }
}
