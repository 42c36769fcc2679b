package dev.pgrm.domain.preflight;

import dev.pgrm.domain.preflight.SourceFacts.Some;
import dev.pgrm.domain.preflight.SourceFacts.Unreplicated;

/** What does not come over, however well the stream flows. */
final class JudgeRest {
    private JudgeRest() {}

    static void of(SourceFacts source, Findings findings) {
        Unreplicated rest = source.unreplicated();
        some(
                findings,
                "sequences_not_replicated",
                "sequences",
                rest.sequences(),
                "set them on the target before applications write there");
        some(findings, "unlogged_not_replicated", "unlogged tables", rest.unlogged(), "their changes are in no WAL");
        some(
                findings,
                "materialized_views_not_replicated",
                "materialized views",
                rest.materializedViews(),
                "refresh them on the target");
        if (rest.largeObjects() > 0) {
            findings.note(
                    "large_objects_not_replicated",
                    "large objects",
                    "The database holds large objects (" + rest.largeObjects()
                            + " were counted), which are not replicated: copy them by other means");
        }
        findings.note(
                "ddl_not_replicated",
                "DDL",
                "Changes of tables themselves are not replicated: make them on both ends, what adds on the target first");
    }

    private static void some(Findings findings, String code, String what, Some some, String instead) {
        if (some.count() > 0) {
            findings.note(
                    code,
                    what,
                    "Replication leaves out " + what + ", here " + some.count() + " (" + some + "): " + instead);
        }
    }
}
