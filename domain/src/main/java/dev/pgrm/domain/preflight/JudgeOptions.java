package dev.pgrm.domain.preflight;

import dev.pgrm.domain.observation.SubscriptionOptions.Streaming;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.domain.stream.PublicationSpec;
import dev.pgrm.domain.stream.SubscriptionSpec.Options;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether the versions of both ends know what is asked for. */
final class JudgeOptions {
    private final Findings findings;
    private final @Nullable EndFacts source;
    private final @Nullable EndFacts target;

    private JudgeOptions(Findings findings, @Nullable EndFacts source, @Nullable EndFacts target) {
        this.findings = findings;
        this.source = source;
        this.target = target;
    }

    static void of(CreateStream work, @Nullable SourceFacts source, @Nullable TargetFacts target, Findings findings) {
        var judge =
                new JudgeOptions(findings, source == null ? null : source.end(), target == null ? null : target.end());
        judge.publication(work.publication());
        judge.subscription(work.subscription().options());
        if (target != null
                && !target.end().version().atLeast(15)
                && work.subscription().copyData()) {
            judge.copiedWhole(work.publication(), target.end());
        }
    }

    private void publication(PublicationSpec publication) {
        if (filters(publication)) {
            needs(15, "row filters", source);
        }
        if (lists(publication)) {
            needs(15, "column lists", source);
        }
        if (!publication.schemas().isEmpty()) {
            needs(15, "tables in schema", source);
        }
    }

    private static boolean filters(PublicationSpec publication) {
        return publication.tables().stream().anyMatch(table -> table.where() != null);
    }

    private static boolean lists(PublicationSpec publication) {
        return publication.tables().stream().anyMatch(table -> !table.columns().isEmpty());
    }

    private void subscription(Options options) {
        if (options.disableOnError() != null) {
            needs(15, "disable_on_error", target);
        }
        if (options.twoPhase() != null) {
            needs(15, "two_phase", options.twoPhase() ? source : null, target);
        }
        if (options.origin() != null) {
            needs(16, "origin", options.origin().equals("none") ? source : null, target);
        }
        if (options.runAsOwner() != null) {
            needs(16, "run_as_owner", target);
        }
        if (options.streaming() == Streaming.PARALLEL) {
            needs(16, "streaming = parallel", target);
        }
        if (options.failover() != null) {
            needs(17, "failover", options.failover() ? source : null, target);
        }
    }

    private void needs(int major, String option, @Nullable EndFacts... ends) {
        String older = Arrays.stream(ends)
                .filter(Objects::nonNull)
                .filter(end -> !end.version().atLeast(major))
                .map(end -> end.name() + " runs PostgreSQL " + end.version())
                .collect(Collectors.joining(", and "));
        if (!older.isEmpty()) {
            findings.blocker(
                    "option_unknown",
                    option,
                    older + ": " + option + " came with " + major + ". Leave it out, or upgrade first",
                    null);
        }
    }

    /** Before 15 a subscriber asks for whole tables to begin with. */
    private void copiedWhole(PublicationSpec publication, EndFacts end) {
        if (filters(publication) || lists(publication)) {
            findings.warning(
                    "copy_ignores_filters",
                    end.name(),
                    "PostgreSQL " + end.version() + " copies whole tables first: row filters and column lists hold only"
                            + " for what changes afterwards",
                    null);
        }
    }
}
