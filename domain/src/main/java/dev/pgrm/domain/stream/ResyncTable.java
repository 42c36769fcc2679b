package dev.pgrm.domain.stream;

import static dev.pgrm.domain.stream.StreamWork.at;

import dev.pgrm.domain.operation.PlannedStep;
import dev.pgrm.domain.operation.PlannedStep.Script;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.TableName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Empties one table on the target and copies it again. Once it was taken out of the stream its rows there lag behind for good, so from
 * then on going back means to finish.
 *
 * @param publication the one of the stream's that publishes it
 * @param published how it stands there
 * @param others under which name the publication's other tables are published for a while, as others subscribe to it, or as it takes
 *     in tables by itself; none where the table alone can be taken out of it
 * @param bystanders of that publication, where the table is taken out of it
 */
public record ResyncTable(
        LogicalStream stream,
        TableName table,
        PublicationName publication,
        PublishedTable published,
        @Nullable PublicationName others,
        @Nullable Bystanders bystanders)
        implements StreamWork {
    public static final String KIND = "stream.resync";

    public static final String CHECK = "Check the table at both ends";
    public static final String PUBLISH_OTHERS = "Publish the other tables apart";
    public static final String PASS = "Wait until the stream has come past that";
    public static final String TAKE_OUT = "Take the table out of the stream";
    public static final String DROP_OTHERS = "Drop the publication of the other tables";
    public static final String EMPTY = "Empty the table on the target";
    public static final String COPY = "Take it in again, with its rows";

    public ResyncTable {
        stream.requireSource();
        stream.requireTarget();
        stream.requireSubscription();
    }

    /** Nobody else is known. */
    public ResyncTable(
            LogicalStream stream,
            TableName table,
            PublicationName publication,
            PublishedTable published,
            @Nullable PublicationName others) {
        this(stream, table, publication, published, others, null);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public End source() {
        return stream.requireSource();
    }

    @Override
    public End target() {
        return stream.requireTarget();
    }

    public ResyncStatements statements() {
        return new ResyncStatements(this);
    }

    @Override
    public List<PlannedStep> plan() {
        var statements = statements();
        List<Script> out = others == null ? outOfItsOwn() : outByOthers(others);
        Script empty = at(target(), statements.empty());
        Script copy = at(target(), subscription().refresh(true));
        var finish = new ArrayList<>(out);
        finish.addAll(List.of(empty, copy));
        var steps = new ArrayList<PlannedStep>();
        steps.add(PlannedStep.looking(CHECK));
        if (others != null) {
            steps.add(new PlannedStep(
                    PUBLISH_OTHERS,
                    List.of(at(source(), statements.publishOthersByHand(others))),
                    List.of(at(source(), statements.dropOthers(others)))));
            steps.add(PlannedStep.looking(PASS));
        }
        steps.add(new PlannedStep(TAKE_OUT, out, finish));
        if (others != null) {
            steps.add(new PlannedStep(DROP_OTHERS, List.of(at(source(), statements.dropOthers(others))), List.of()));
        }
        steps.add(new PlannedStep(EMPTY, List.of(empty), List.of()));
        steps.add(new PlannedStep(COPY, List.of(copy), List.of()));
        return steps;
    }

    private SubscriptionStatements subscription() {
        return stream.requireSubscription().statements();
    }

    /** A worker that runs goes on writing to a table that left, until it is started anew. */
    private List<Script> outOfItsOwn() {
        var statements = statements();
        return List.of(
                at(source(), statements.drop()),
                at(target(), subscription().refresh(true)),
                at(target(), subscription().disable()),
                at(target(), subscription().enable()),
                at(source(), statements.add(published)));
    }

    private List<Script> outByOthers(PublicationName rest) {
        return List.of(
                at(target(), subscription().publications(with(publication, rest), true)),
                at(target(), subscription().disable()),
                at(target(), subscription().publications(stream.publications(), false)),
                at(target(), subscription().enable()));
    }

    private List<PublicationName> with(PublicationName one, PublicationName instead) {
        return stream.publications().stream()
                .map(each -> each.equals(one) ? instead : each)
                .toList();
    }
}
