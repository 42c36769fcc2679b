package dev.pgrm.domain.topology;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.health.Diagnosis;
import dev.pgrm.domain.health.Diagnosis.Effect;
import dev.pgrm.domain.health.Finding;
import dev.pgrm.domain.stream.Stream.Status;
import dev.pgrm.domain.stream.StreamError;
import dev.pgrm.domain.stream.StreamError.Side;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A status with its reason in plain words. */
record Verdict(Status status, String reason, @Nullable StreamError error) {
    Verdict(Status status, String reason) {
        this(status, reason, null);
    }

    /** What the worst finding that keeps changes from flowing makes of the stream; nothing when they flow. */
    static @Nullable Verdict of(List<Diagnosis> diagnoses) {
        for (Diagnosis each : diagnoses.stream().sorted(Diagnosis.WORST_FIRST).toList()) {
            if (each.effect() == Effect.STOPS) {
                return new Verdict(Status.ERROR, each.finding().message(), error(each));
            }
            if (each.effect() == Effect.PAUSES) {
                return new Verdict(Status.INACTIVE, each.finding().message());
            }
        }
        return null;
    }

    private static StreamError error(Diagnosis diagnosis) {
        Finding finding = diagnosis.finding();
        return new StreamError(
                new Trouble(finding.code(), finding.message(), finding.remedy()),
                diagnosis.at(),
                diagnosis.end() == null ? null : side(diagnosis.end()),
                diagnosis.inferred());
    }

    private static Side side(Diagnosis.End end) {
        return switch (end) {
            case SOURCE -> Side.SOURCE;
            case TARGET -> Side.TARGET;
        };
    }
}
