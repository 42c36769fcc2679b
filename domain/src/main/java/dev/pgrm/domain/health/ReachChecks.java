package dev.pgrm.domain.health;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.health.Diagnosis.End;
import dev.pgrm.domain.health.Finding.Severity;
import dev.pgrm.domain.observation.DatabaseFacts.ApplyWorker;
import dev.pgrm.domain.observation.Slot;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An end that cannot be reached from here: what the other end still shows tells whether changes flow. */
final class ReachChecks {
    private ReachChecks() {}

    static void look(LogicalCase stream, Consumer<Diagnosis> found) {
        LogicalCase.Target target = stream.target();
        LogicalCase.Source source = stream.source();
        Slot slot = source == null ? null : source.slot();
        if (stream.sourceGone() != null) {
            ApplyWorker worker = target == null ? null : target.subscription().worker();
            Boolean flows = target == null
                    ? null
                    : Boolean.valueOf(
                            worker != null && worker.hears(target.seen().at()));
            found.accept(gone("source", End.SOURCE, stream.sourceGone(), flows));
        }
        if (stream.targetGone() != null) {
            Boolean flows = slot == null ? null : slot.active();
            found.accept(gone("target", End.TARGET, stream.targetGone(), flows));
        }
    }

    /** @param flows whether the end that answers shows that changes flow; unknown where neither answers */
    static Diagnosis gone(String end, End where, Trouble trouble, @Nullable Boolean flows) {
        String proof = flows == null ? "" : flows ? ", yet changes flow" : ", and no changes flow";
        return Diagnosis.note(
                        end + "_unreachable",
                        "The " + end + " cannot be reached from here" + proof + ": " + trouble.message(),
                        trouble.remedy())
                .pausing(where)
                .as(flows != null && !flows ? Severity.CRITICAL : Severity.NOTE);
    }
}
