package dev.pgrm.domain.stream;

import dev.pgrm.domain.operation.PlannedStep;
import dev.pgrm.domain.operation.PlannedStep.Script;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.Quoted;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SystemIdentifier;
import dev.pgrm.domain.stream.LogicalStream.Subscribed;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Removes a logical stream. What can be undone comes first.
 *
 * @param publications that are dropped with it, or that would be if the source were not left alone
 * @param position of a slot that nobody read when somebody looked: one that stands elsewhere is another, or somebody reads it
 * @param system that the subscription was last seen on, where nobody is to ask it
 * @param bystanders who is known to take from none of the publications; nothing where nobody looked
 */
public record RemoveStream(
        LogicalStream stream,
        Leave leave,
        List<PublicationName> publications,
        @Nullable Lsn position,
        @Nullable SystemIdentifier system,
        @Nullable Bystanders bystanders)
        implements StreamWork {
    public static final String KIND = "stream.remove";

    public static final String CHECK = CreateStream.CHECK;
    public static final String STOP = PauseStream.STOP;
    public static final String IDLE = "Wait until nobody reads the slot";
    public static final String LET_GO = "Let go of the slot";
    public static final String DROP = "Drop the subscription";
    public static final String SLOTS = "Drop the slots";
    public static final String UNPUBLISH = "Drop the publications";

    /** What stays, as the end that it is on is not touched. */
    public enum Leave {
        NOTHING,
        /** The source cannot be reached at present. */
        SLOT,
        /** The target is gone for good, or nobody registered it. */
        SUBSCRIPTION
    }

    public RemoveStream {
        publications = List.copyOf(publications);
        if (leave != Leave.SUBSCRIPTION) {
            stream.requireTarget();
            stream.requireSubscription();
        }
        if (leave != Leave.SLOT) {
            stream.requireSource();
        }
        if (leave == Leave.SUBSCRIPTION) {
            stream.requireSlot();
        }
    }

    public RemoveStream(LogicalStream stream, Leave leave, List<PublicationName> publications) {
        this(stream, leave, publications, null, null);
    }

    public RemoveStream(
            LogicalStream stream,
            Leave leave,
            List<PublicationName> publications,
            @Nullable Lsn position,
            @Nullable SystemIdentifier system) {
        this(stream, leave, publications, position, system, null);
    }

    /** Their slots keep no publication here, though nobody reads them now. */
    public RemoveStream sparing(Bystanders known) {
        return new RemoveStream(stream, leave, publications, position, system, known);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public @Nullable End source() {
        return leave == Leave.SLOT ? null : stream.source();
    }

    @Override
    public @Nullable End target() {
        return leave == Leave.SUBSCRIPTION ? null : stream.target();
    }

    @Override
    public List<PlannedStep> plan() {
        return switch (leave) {
            case NOTHING -> {
                var steps = new ArrayList<PlannedStep>();
                steps.add(PlannedStep.looking(CHECK));
                steps.add(stop());
                if (stream.slot() != null) {
                    steps.add(PlannedStep.looking(IDLE));
                }
                steps.addAll(onTarget());
                steps.addAll(onSource());
                yield steps;
            }
            case SLOT -> {
                var steps = new ArrayList<PlannedStep>();
                steps.add(stop());
                steps.addAll(onTarget());
                yield steps;
            }
            case SUBSCRIPTION -> {
                var steps = new ArrayList<PlannedStep>();
                steps.add(PlannedStep.looking(IDLE));
                steps.addAll(onSource());
                yield steps;
            }
        };
    }

    /** The step that drops it, if the plan has it; nothing where it is not the stream's, or stays whatever the plan. */
    public @Nullable String dropping(Leftover what, String name) {
        return switch (what) {
            case SLOT -> stream.slot() != null && stream.slot().value().equals(name) ? SLOTS : null;
            case PUBLICATION ->
                publications.stream().anyMatch(each -> each.value().equals(name)) ? UNPUBLISH : null;
            case ORIGIN -> null;
        };
    }

    private PlannedStep stop() {
        return new PauseStream(stream).plan().getFirst();
    }

    private List<PlannedStep> onTarget() {
        var steps = new ArrayList<PlannedStep>();
        End target = stream.requireTarget();
        SubscriptionStatements subscription = stream.requireSubscription().statements();
        SlotName slot = stream.slot();
        if (slot != null) {
            steps.add(new PlannedStep(
                    LET_GO,
                    List.of(StreamWork.at(target, subscription.letGoOfSlot())),
                    List.of(StreamWork.at(target, subscription.holdSlot(slot)))));
        }
        var dropping = new ArrayList<Script>();
        dropping.add(StreamWork.at(target, "begin"));
        subscription.dropUnheard().forEach(sql -> dropping.add(StreamWork.at(target, sql)));
        dropping.add(StreamWork.at(target, "commit"));
        steps.add(PlannedStep.forGood(DROP, dropping));
        return steps;
    }

    private List<PlannedStep> onSource() {
        var steps = new ArrayList<PlannedStep>();
        End source = stream.requireSource();
        steps.add(PlannedStep.forGood(
                SLOTS,
                droppingSlots().stream().map(sql -> StreamWork.at(source, sql)).toList()));
        if (!publications.isEmpty()) {
            steps.add(PlannedStep.forGood(
                    UNPUBLISH,
                    dropPublications().stream()
                            .map(sql -> StreamWork.at(source, sql))
                            .toList()));
        }
        return steps;
    }

    private List<String> droppingSlots() {
        return leave == Leave.SUBSCRIPTION
                ? dropSlots("", system == null ? null : Quoted.literal(system))
                : dropSlots(
                        "\\prompt 'System identifier of the subscription''s server (pg_control_system): ' system\n",
                        ":'system'");
    }

    /** @param system the system identifier of the subscription's server, as a literal; slots of copies stay where nobody knows it */
    public List<String> dropSlots(@Nullable String system) {
        return dropSlots("", system);
    }

    private List<String> dropSlots(String before, @Nullable String system) {
        var statements = new ArrayList<String>();
        SlotName slot = stream.slot();
        if (slot != null) {
            statements.add(dropSlot(slot));
        }
        Subscribed subscription = stream.subscription();
        if (subscription != null && system != null) {
            statements.add(before + new SlotsOfCopies(subscription.oid()).drop(system));
        }
        return statements;
    }

    public static String dropSlot(SlotName slot) {
        return "select pg_drop_replication_slot(" + Quoted.literal(slot) + ")";
    }

    /** One in each line. */
    public String publicationNames() {
        return publications.stream().map(PublicationName::value).collect(Collectors.joining("\n"));
    }

    public List<String> dropPublications() {
        return publications.stream().map(PublicationSpec::drop).toList();
    }
}
