package dev.pgrm.domain.preflight;

import dev.pgrm.domain.observation.SubscriptionOptions.Streaming;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.domain.stream.PublicationSpec;
import dev.pgrm.domain.stream.SubscriptionSpec.Options;
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
            needs(source, 15, "row filters");
        }
        if (lists(publication)) {
            needs(source, 15, "column lists");
        }
        if (!publication.schemas().isEmpty()) {
            needs(source, 15, "tables in schema");
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
            needs(target, 15, "disable_on_error");
        }
        if (Boolean.TRUE.equals(options.twoPhase())) {
            needs(source, 15, "two_phase");
        }
        if (options.twoPhase() != null) {
            needs(target, 15, "two_phase");
        }
        if ("none".equals(options.origin())) {
            needs(source, 16, "origin");
        }
        if (options.origin() != null) {
            needs(target, 16, "origin");
        }
        if (options.runAsOwner() != null) {
            needs(target, 16, "run_as_owner");
        }
        if (options.streaming() == Streaming.PARALLEL) {
            needs(target, 16, "streaming = parallel");
        }
        if (Boolean.TRUE.equals(options.failover())) {
            needs(source, 17, "failover");
        }
        if (options.failover() != null) {
            needs(target, 17, "failover");
        }
    }

    private void needs(@Nullable EndFacts end, int major, String option) {
        if (end != null && !end.version().atLeast(major)) {
            findings.blocker(
                    "option_unknown",
                    option,
                    end.name() + " runs PostgreSQL " + end.version() + ", and " + option + " came with " + major
                            + ": leave it out, or upgrade first",
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
