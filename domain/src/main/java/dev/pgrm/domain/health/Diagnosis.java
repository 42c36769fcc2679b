package dev.pgrm.domain.health;

import dev.pgrm.domain.health.Finding.Severity;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a check found, and what follows from it.
 *
 * @param end where it went wrong
 * @param at when it was last told of
 * @param inferred whether it was concluded from counters and processes, since no log that could be read told it
 */
public record Diagnosis(
        Finding finding,
        Effect effect,
        @Nullable End end,
        @Nullable Instant at,
        boolean inferred) {
    /** What it does to the stream, worst first. */
    public enum Effect {
        /** Changes do not flow, and will not unless somebody acts. */
        STOPS,
        /** Changes do not flow for now: somebody wanted it so, or it may pass. */
        PAUSES,
        /** Changes flow. */
        NONE
    }

    public enum End {
        SOURCE,
        TARGET
    }

    /** What matters most comes first. */
    public static final Comparator<Diagnosis> WORST_FIRST = Comparator.<Diagnosis, Severity>comparing(
                    each -> each.finding().severity())
            .reversed()
            .thenComparing(Diagnosis::effect);

    static Diagnosis note(String code, String message, String remedy) {
        return of(code, Severity.NOTE, message, remedy);
    }

    static Diagnosis warning(String code, String message, String remedy) {
        return of(code, Severity.WARNING, message, remedy);
    }

    static Diagnosis critical(String code, String message, String remedy) {
        return of(code, Severity.CRITICAL, message, remedy);
    }

    /** Something that keeps changes from flowing. */
    static Diagnosis stop(String code, End end, String message, String remedy) {
        return new Diagnosis(
                new Finding(code, Severity.CRITICAL, message, remedy, null), Effect.STOPS, end, null, false);
    }

    private static Diagnosis of(String code, Severity severity, String message, String remedy) {
        return new Diagnosis(new Finding(code, severity, message, remedy, null), Effect.NONE, null, null, false);
    }

    Diagnosis pausing(End where) {
        return new Diagnosis(finding, Effect.PAUSES, where, at, inferred);
    }

    /** What may pass has not passed. */
    Diagnosis stopping() {
        return new Diagnosis(finding, Effect.STOPS, end, at, inferred).as(Severity.CRITICAL);
    }

    Diagnosis since(@Nullable Instant began) {
        var told = new Finding(finding.code(), finding.severity(), finding.message(), finding.remedy(), began);
        return new Diagnosis(told, effect, end, at, inferred);
    }

    Diagnosis lastAt(Instant moment) {
        return new Diagnosis(finding, effect, end, moment, inferred);
    }

    Diagnosis concluded() {
        return new Diagnosis(finding, effect, end, at, true);
    }

    Diagnosis as(Severity severity) {
        var weighed = new Finding(finding.code(), severity, finding.message(), finding.remedy(), finding.since());
        return new Diagnosis(weighed, effect, end, at, inferred);
    }

    public static Health health(boolean known, List<Diagnosis> diagnoses) {
        return new Health(
                known,
                diagnoses.stream().sorted(WORST_FIRST).map(Diagnosis::finding).toList());
    }
}
