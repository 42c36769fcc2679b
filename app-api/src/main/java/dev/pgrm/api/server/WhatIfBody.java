package dev.pgrm.api.server;

import dev.pgrm.domain.Words;
import dev.pgrm.domain.health.Finding.Severity;
import dev.pgrm.domain.whatif.Effect;
import dev.pgrm.domain.whatif.Effect.Remedy;
import dev.pgrm.domain.whatif.Effect.SlotOn;
import dev.pgrm.domain.whatif.Foresight.Foreseen;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What would come of an event.
 *
 * @param asOf when the map was drawn from which it is foreseen
 * @param seconds how long a downtime would last
 * @param heirId the server that would take over
 * @param effects worst first
 */
@Serdeable
record WhatIfBody(
        UUID serverId,
        String event,
        @Nullable Double seconds,
        @Nullable UUID heirId,
        Instant asOf,
        CountBody count,
        List<EffectBody> effects) {

    @Serdeable
    record CountBody(int critical, int warning, int note) {
        static CountBody of(List<Effect> effects) {
            return new CountBody(
                    count(effects, Severity.CRITICAL), count(effects, Severity.WARNING), count(effects, Severity.NOTE));
        }

        private static int count(List<Effect> effects, Severity severity) {
            return (int) effects.stream()
                    .filter(effect -> effect.severity() == severity)
                    .count();
        }
    }

    /**
     * One thing that would come of it.
     *
     * @param bytes how much, where that is the point
     * @param seconds how long, where that is the point: until a slot is lost
     */
    @Serdeable
    record EffectBody(
            String code,
            String severity,
            @Nullable UUID streamId,
            @Nullable SlotBody slot,
            String message,
            @Nullable RemedyBody remedy,
            @Nullable Long bytes,
            @Nullable Double seconds) {
        static EffectBody of(Effect effect) {
            return new EffectBody(
                    effect.code(),
                    Words.of(effect.severity()),
                    effect.stream() == null ? null : effect.stream().value(),
                    SlotBody.of(effect.slot()),
                    effect.message(),
                    RemedyBody.of(effect.remedy()),
                    effect.bytes() == null ? null : effect.bytes().count(),
                    WhatIfBody.seconds(effect.time()));
        }
    }

    @Serdeable
    record SlotBody(UUID serverId, String name) {
        static @Nullable SlotBody of(@Nullable SlotOn slot) {
            return slot == null ? null : new SlotBody(slot.server(), slot.name().value());
        }
    }

    /**
     * What to do about it.
     *
     * @param sql where statements do it
     * @param serverId where they are to be run
     */
    @Serdeable
    record RemedyBody(
            String text, @Nullable String sql, @Nullable UUID serverId) {
        static @Nullable RemedyBody of(@Nullable Remedy remedy) {
            return remedy == null ? null : new RemedyBody(remedy.words(), remedy.sql(), remedy.server());
        }
    }

    static WhatIfBody of(Foreseen foreseen, String event, @Nullable Duration length, Instant asOf) {
        return new WhatIfBody(
                foreseen.server(),
                event,
                seconds(length),
                foreseen.heir(),
                asOf,
                CountBody.of(foreseen.effects()),
                foreseen.effects().stream().map(EffectBody::of).toList());
    }

    private static @Nullable Double seconds(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis() / 1000.0;
    }
}
