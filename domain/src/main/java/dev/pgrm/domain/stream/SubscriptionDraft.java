package dev.pgrm.domain.stream;

import dev.pgrm.domain.Violations;
import dev.pgrm.domain.Words;
import dev.pgrm.domain.observation.SubscriptionOptions.Streaming;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SubscriptionName;
import dev.pgrm.domain.stream.SubscriptionSpec.Options;
import org.jspecify.annotations.Nullable;

/** How what is published is to be subscribed to, as entered. */
public record SubscriptionDraft(
        @Nullable String name,
        @Nullable String slot,
        @Nullable Boolean copyData,
        @Nullable Boolean enabled,
        @Nullable String origin,
        @Nullable Boolean failover,
        @Nullable Boolean twoPhase,
        @Nullable Boolean binary,
        @Nullable String streaming,
        @Nullable Boolean runAsOwner,
        @Nullable Boolean disableOnError,
        WayDraft connection) {
    public static final SubscriptionDraft UNSAID =
            new SubscriptionDraft(null, null, null, null, null, null, null, null, null, null, null, WayDraft.UNSAID);

    private static final String FIELD = "subscription";

    private enum Origin {
        ANY,
        NONE
    }

    /** @param usual its name where none was entered */
    @Nullable
    SubscriptionSpec check(@Nullable String usual, Violations wrong) {
        String said = Naming.identifier(FIELD + ".name", name, wrong);
        SlotName saidSlot = wrong.parsed(FIELD + ".slot", slot, SlotName::new);
        Options options = options(wrong);
        String named = said == null ? usual : said;
        return named == null || !wrong.none()
                ? null
                : new SubscriptionSpec(
                        new SubscriptionName(named),
                        saidSlot == null ? Naming.ofSlot(named) : saidSlot,
                        !Boolean.FALSE.equals(copyData),
                        !Boolean.FALSE.equals(enabled),
                        options);
    }

    Options options(Violations wrong) {
        Origin from = wrong.choice(FIELD + ".origin", origin, Origin.values());
        Streaming streamed = wrong.choice(FIELD + ".streaming", streaming, Streaming.values());
        return new Options(
                from == null ? null : Words.of(from), failover, twoPhase, binary, streamed, runAsOwner, disableOnError);
    }
}
