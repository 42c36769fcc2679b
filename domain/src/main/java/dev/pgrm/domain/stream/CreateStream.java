package dev.pgrm.domain.stream;

import dev.pgrm.domain.operation.PlannedStep;
import dev.pgrm.domain.operation.PlannedStep.Script;
import dev.pgrm.domain.postgres.Conninfo;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes a logical stream between two registered databases.
 *
 * @param way how the target's server reaches the source
 * @param createsTables whether tables that the target lacks are made there
 * @param missing those that were found, in the order in which they are made
 */
public record CreateStream(
        End source,
        End target,
        Conninfo way,
        PublicationSpec publication,
        SubscriptionSpec subscription,
        boolean createsTables,
        List<MissingTable> missing)
        implements StreamWork {
    public static final String KIND = "stream.create";

    public static final String CHECK = "Check both ends";
    public static final String TABLES = "Create the missing tables";
    public static final String PUBLISH = "Create the publication";
    public static final String HOLD = "Create the slot";
    public static final String SUBSCRIBE = "Create the subscription";
    public static final String START = "Start the subscription";
    public static final String FLOW = "Wait until it streams";

    public CreateStream {
        missing = List.copyOf(missing);
    }

    /** Into tables that are there. */
    public CreateStream(
            End source, End target, Conninfo way, PublicationSpec publication, SubscriptionSpec subscription) {
        this(source, target, way, publication, subscription, false, List.of());
    }

    public CreateStream creatingTables() {
        return creating(missing);
    }

    public CreateStream creating(List<MissingTable> tables) {
        return new CreateStream(source, target, way, publication, subscription, true, tables);
    }

    /** Of the tables that are made. */
    public List<String> schemas() {
        return missing.stream().map(MissingTable::schema).distinct().toList();
    }

    @Override
    public boolean sendsPassword() {
        return true;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<PlannedStep> plan() {
        var steps = new ArrayList<PlannedStep>();
        steps.add(PlannedStep.looking(CHECK));
        if (!missing.isEmpty()) {
            steps.add(new PlannedStep(TABLES, onTarget(making()), onTarget(unmaking())));
        }
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
        steps.add(new PlannedStep(SUBSCRIBE, List.of(StreamWork.at(target, subscribing())), unsubscribing()));
        if (subscription.enabled()) {
            steps.add(new PlannedStep(
                    START,
                    List.of(StreamWork.at(target, subscription.statements().enable())),
                    List.of()));
            steps.add(PlannedStep.looking(FLOW));
        }
        return steps;
    }

    private List<String> making() {
        return Stream.concat(
                        schemas().stream().map(MissingTable::makeSchema),
                        missing.stream().flatMap(table -> table.statements().stream()))
                .toList();
    }

    private List<String> unmaking() {
        return missing.reversed().stream().map(MissingTable::drop).toList();
    }

    private List<Script> onTarget(List<String> statements) {
        return statements.stream().map(sql -> StreamWork.at(target, sql)).toList();
    }

    private List<Script> unsubscribing() {
        var scripts = new ArrayList<>(onTarget(List.of(SlotsOfCopies.tell(subscription.name()))));
        scripts.addAll(onTarget(subscription.statements().dropWithoutSlot()));
        scripts.add(StreamWork.at(source, SlotsOfCopies.dropTold()));
        return scripts;
    }

    private String subscribing() {
        return way.asVariable() + "\n" + subscription.create(publication.name(), Conninfo.VARIABLE);
    }
}
