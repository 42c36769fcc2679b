package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.application.stream.StreamChecks;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.operation.Step;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.domain.stream.MissingTable;
import dev.pgrm.domain.stream.Preflight;
import dev.pgrm.domain.stream.Preflight.Finding;
import dev.pgrm.domain.stream.Preflight.Severity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks once more, as things may have changed since somebody asked. */
record CheckBothEnds(CreateStream work, Ends ends, StreamChecks checks, List<Step> steps) implements Act {
    private static final Set<String> UNREACHABLE = Set.of("source_unreachable", "target_unreachable");

    /** Each with the step that makes what has the name. */
    private static final Map<String, String> TAKEN = Map.of(
            "publication_exists", CreateStream.PUBLISH,
            "slot_exists", CreateStream.HOLD,
            "subscription_exists", CreateStream.SUBSCRIBE);

    @Override
    public String name() {
        return CreateStream.CHECK;
    }

    @Override
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        // First of all, as this tells best whether an end that cannot be reached will be by itself.
        ends.source();
        ends.target();
        Preflight preflight = checks.check(work, ends.sourceSpec(), ends.targetSpec());
        List<Finding> blockers = preflight.findings().stream()
                .filter(finding -> finding.severity() == Severity.BLOCKER || copiedTwice(finding, preflight))
                .filter(finding -> !ours(finding))
                .toList();
        if (!blockers.isEmpty()) {
            throw refused(blockers);
        }
        requireKnown(preflight.missing());
        long warnings = preflight.findings().stream()
                .filter(finding -> finding.severity() == Severity.WARNING)
                .count();
        return "Nothing stands in the way" + (warnings == 0 ? "" : "; warnings: " + warnings);
    }

    /** What an attempt before had copied would come on top of itself, unless its subscription is there and goes on. */
    private boolean copiedTwice(Finding finding, Preflight preflight) {
        return finding.code().equals("target_not_empty")
                && preflight.findings().stream().noneMatch(each -> each.code().equals("subscription_exists"))
                && steps.stream().anyMatch(step -> step.name().equals(CreateStream.SUBSCRIBE) && step.begun());
    }

    /** Left by an attempt before, which is taken up again. */
    private boolean ours(Finding finding) {
        String maker = TAKEN.get(finding.code());
        return maker != null
                && steps.stream()
                        .anyMatch(step -> step.name().equals(maker)
                                && step.begun()
                                && "false".equals(step.notes().get(Creating.THERE)));
    }

    /** What is made is what whoever asked for it could see. */
    private void requireKnown(List<MissingTable> missing) throws Setback {
        List<TableName> known = work.missing().stream().map(MissingTable::name).toList();
        List<TableName> fresh = missing.stream()
                .map(MissingTable::name)
                .filter(table -> !known.contains(table))
                .toList();
        if (!fresh.isEmpty()) {
            throw Setback.lasting(new Trouble(
                    "target_table_missing",
                    "These tables are missing on the target, too, by now: "
                            + fresh.stream().map(TableName::toString).collect(Collectors.joining(", ")),
                    "Ask for it again, so that they are created as well"));
        }
    }

    static Setback refused(List<Finding> blockers) {
        String told = blockers.stream()
                .map(finding -> finding.object() + ": " + finding.message())
                .collect(Collectors.joining("; "));
        String fix = blockers.stream()
                .map(Finding::fixSql)
                .filter(sql -> sql != null && !sql.isBlank())
                .collect(Collectors.joining(" "));
        var trouble = new Trouble(
                "preflight_failed",
                told,
                fix.isEmpty() ? "Mend what is named, and try again" : "Mend it, and try again: " + fix);
        return blockers.stream().map(Finding::code).allMatch(UNREACHABLE::contains)
                ? Setback.passing(trouble)
                : Setback.lasting(trouble);
    }
}
