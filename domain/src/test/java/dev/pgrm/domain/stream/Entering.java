package dev.pgrm.domain.stream;

import dev.pgrm.domain.Violation;
import dev.pgrm.domain.database.DatabaseDraft;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.stream.PublicationDraft.TableDraft;
import dev.pgrm.domain.stream.StreamDraft.Checked;
import dev.pgrm.domain.stream.StreamDraft.Side;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Streams as somebody may enter them, between two databases. */
final class Entering {
    static final PublicationDraft EVERYTHING = new PublicationDraft(null, true, null, null, null, null);

    private Entering() {}

    static DatabaseSpec spec(
            String name, String host, @Nullable String provider, @Nullable String tlsMode, @Nullable String tlsCa) {
        var draft = new DatabaseDraft(
                name,
                host,
                null,
                null,
                null,
                "shop",
                null,
                provider,
                null,
                tlsMode,
                tlsCa,
                "file:" + name,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        if (draft.check() instanceof DatabaseDraft.Checked.Accepted(var spec)) {
            return spec;
        }
        throw new AssertionError(draft.check());
    }

    static Side side(DatabaseSpec spec) {
        return new Side(new DatabaseId(UUID.nameUUIDFromBytes(spec.name().getBytes(StandardCharsets.UTF_8))), spec);
    }

    static Side source() {
        return side(spec("Orders-1", "db-1", null, null, null));
    }

    static Side target() {
        return side(spec("dw", "db-2", null, null, null));
    }

    static StreamDraft of(PublicationDraft publication) {
        return new StreamDraft(null, publication, SubscriptionDraft.UNSAID, null);
    }

    static StreamDraft named(@Nullable String name) {
        return new StreamDraft(name, EVERYTHING, SubscriptionDraft.UNSAID, null);
    }

    static StreamDraft by(WayDraft way) {
        return new StreamDraft(
                null,
                EVERYTHING,
                new SubscriptionDraft(null, null, null, null, null, null, null, null, null, null, null, way),
                null);
    }

    static PublicationDraft tables(@Nullable TableDraft... tables) {
        return new PublicationDraft(null, null, null, Arrays.asList(tables), null, null);
    }

    static CreateStream accepted(StreamDraft draft) {
        return accepted(draft, source(), target());
    }

    static CreateStream accepted(StreamDraft draft, Side source, Side target) {
        if (draft.check(source, target) instanceof Checked.Accepted(var work)) {
            return work;
        }
        throw new AssertionError(draft.check(source, target));
    }

    static List<String> wrong(StreamDraft draft) {
        return wrong(draft, source(), target());
    }

    static List<String> wrong(StreamDraft draft, @Nullable Side source, @Nullable Side target) {
        return draft.check(source, target) instanceof Checked.Refused(var violations)
                ? violations.stream().map(Violation::field).toList()
                : List.of();
    }
}
