package dev.pgrm.domain.preflight;

import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.domain.stream.Preflight;
import dev.pgrm.domain.stream.Preflight.Estimate;
import dev.pgrm.domain.stream.Preflight.Finding;
import dev.pgrm.domain.stream.PublicationSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the facts of both ends mean to a stream that is to be made between them. */
public final class Judgement {
    private Judgement() {}

    /**
     * All that is found, of one end as well where the other is unknown.
     *
     * @param unreachable why an end, or both, could not be looked at
     */
    public static Preflight of(
            CreateStream work, List<Finding> unreachable, @Nullable SourceFacts source, @Nullable TargetFacts target) {
        var findings = new Findings();
        unreachable.forEach(findings::add);
        SourceFacts known = source == null ? null : restricted(source, work.publication());
        JudgeOptions.of(work, known, target, findings);
        if (known != null) {
            JudgeSource.of(work, known, target, findings);
            JudgeReplicator.of(work, known, findings);
            JudgePublication.of(work, known, findings);
            JudgeIdentity.of(work, known, findings);
            JudgeRest.of(known, findings);
        }
        if (target != null) {
            JudgeTarget.of(work, target, findings);
        }
        if (known != null && target != null) {
            JudgeEnds.of(work, known, target, findings);
            JudgeArrival.of(work, known, target, findings);
        }
        return new Preflight(findings.sorted(), known == null ? null : estimate(work, known));
    }

    /** Tables whose changes have nowhere to go. */
    public static List<SourceTable> missing(CreateStream work, SourceFacts source, TargetFacts target) {
        Set<TableName> there = target.tables().stream().map(TargetTable::name).collect(Collectors.toSet());
        return restricted(source, work.publication()).tables().stream()
                .filter(table -> table.published() && !there.contains(table.name()))
                .toList();
    }

    /** How long it takes depends on both servers and what is between them, of which nothing was measured. */
    private static @Nullable Estimate estimate(CreateStream work, SourceFacts source) {
        return work.subscription().copyData() ? new Estimate(bytes(source), null) : null;
    }

    static long bytes(SourceFacts source) {
        return source.tables().stream().mapToLong(SourceTable::bytes).sum();
    }

    /** What is to be published of each table, said of it as of one that is published already. */
    private static SourceFacts restricted(SourceFacts source, PublicationSpec publication) {
        Map<TableName, PublicationSpec.Table> asked = publication.tables().stream()
                .collect(Collectors.toMap(PublicationSpec.Table::name, Function.identity(), (first, _) -> first));
        List<SourceTable> tables = source.tables().stream()
                .map(table -> {
                    PublicationSpec.Table wanted = asked.get(table.name());
                    return wanted == null
                            ? table
                            : table.restrictedTo(
                                    wanted.columns(),
                                    wanted.where() == null
                                            ? null
                                            : wanted.where().condition());
                })
                .toList();
        return source.with(tables, source.unreplicated());
    }
}
