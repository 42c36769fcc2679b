package dev.pgrm.domain.stream;

import dev.pgrm.domain.operation.PlannedStep;
import dev.pgrm.domain.postgres.Conninfo;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a logical stream between two registered databases.
 *
 * @param way how the target's server reaches the source
 */
public record CreateStream(
        End source, End target, Conninfo way, PublicationSpec publication, SubscriptionSpec subscription)
        implements StreamWork {
    public static final String KIND = "stream.create";

    public static final String CHECK = "Check both ends";
    public static final String PUBLISH = "Create the publication";
    public static final String HOLD = "Create the slot";
    public static final String SUBSCRIBE = "Create the subscription";
    public static final String START = "Start the subscription";
    public static final String FLOW = "Wait until it streams";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<PlannedStep> plan() {
        var steps = new ArrayList<PlannedStep>();
        steps.add(PlannedStep.looking(CHECK));
        if (publication.made()) {
            steps.add(new PlannedStep(
                    PUBLISH,
                    List.of(StreamWork.at(source, publication.create())),
                    List.of(StreamWork.at(source, publication.drop()))));
        }
        steps.add(new PlannedStep(
                HOLD,
                List.of(StreamWork.at(source, subscription.createSlot())),
                List.of(StreamWork.at(source, subscription.dropSlot()))));
        steps.add(new PlannedStep(
                SUBSCRIBE,
                List.of(StreamWork.at(target, subscribing())),
                subscription.statements().dropWithoutSlot().stream()
                        .map(sql -> StreamWork.at(target, sql))
                        .toList()));
        if (subscription.enabled()) {
            steps.add(new PlannedStep(
                    START,
                    List.of(StreamWork.at(target, subscription.statements().enable())),
                    List.of()));
            steps.add(PlannedStep.looking(FLOW));
        }
        return steps;
    }

    private String subscribing() {
        return way.asVariable() + "\n" + subscription.create(publication.name(), Conninfo.VARIABLE);
    }
}
