package dev.pgrm.domain.stream;

import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.operation.PlannedStep;
import dev.pgrm.domain.operation.PlannedStep.Script;
import dev.pgrm.domain.operation.Work;
import dev.pgrm.domain.postgres.Conninfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Makes a logical stream between two registered databases.
 *
 * @param way how the target's server reaches the source
 */
public record CreateStream(
        End source, End target, Conninfo way, PublicationSpec publication, SubscriptionSpec subscription)
        implements Work {
    public static final String KIND = "stream.create";

    public static final String CHECK = "Check both ends";
    public static final String PUBLISH = "Create the publication";
    public static final String HOLD = "Create the slot";
    public static final String SUBSCRIBE = "Create the subscription";
    public static final String START = "Start the subscription";
    public static final String FLOW = "Wait until it streams";

    /** @param name under which it is registered */
    public record End(DatabaseId id, String name) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Set<String> subjects() {
        return Set.of("database:" + source.id(), "database:" + target.id());
    }

    @Override
    public List<PlannedStep> plan() {
        var steps = new ArrayList<PlannedStep>();
        steps.add(PlannedStep.looking(CHECK));
        if (publication.made()) {
            steps.add(new PlannedStep(
                    PUBLISH, List.of(at(source, publication.create())), List.of(at(source, publication.drop()))));
        }
        steps.add(new PlannedStep(
                HOLD, List.of(at(source, subscription.createSlot())), List.of(at(source, subscription.dropSlot()))));
        steps.add(new PlannedStep(
                SUBSCRIBE,
                List.of(at(target, subscribing())),
                subscription.drop().stream().map(sql -> at(target, sql)).toList()));
        if (subscription.enabled()) {
            steps.add(new PlannedStep(START, List.of(at(target, subscription.enable())), List.of()));
            steps.add(PlannedStep.looking(FLOW));
        }
        return steps;
    }

    private String subscribing() {
        return "\\set conninfo " + variable(way + " user=... password=...") + "\n"
                + subscription.create(publication.name(), ":'conninfo'");
    }

    /** As psql reads the value of a variable. */
    private static String variable(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    private static Script at(End end, String sql) {
        return new Script(end.name(), sql);
    }
}
