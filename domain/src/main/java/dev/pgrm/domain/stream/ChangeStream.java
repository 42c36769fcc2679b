package dev.pgrm.domain.stream;

import dev.pgrm.domain.observation.DatabaseFacts.Publication;
import dev.pgrm.domain.operation.PlannedStep;
import dev.pgrm.domain.operation.PlannedStep.Script;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.SubscriptionName;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.stream.LogicalStream.Subscribed;
import dev.pgrm.domain.stream.SubscriptionSpec.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Changes a logical stream that there is, whoever made it.
 *
 * @param tables what becomes of its publication, if anything
 * @param options of the subscription; those that are not said stay
 * @param before the options as they were last seen; what is not known of them is not said
 * @param rename the subscription's new name, if it gets one
 * @param copyData whether the rows of tables that are new to the subscription are copied
 */
public record ChangeStream(
        LogicalStream stream,
        @Nullable Tables tables,
        Options options,
        Options before,
        @Nullable SubscriptionName rename,
        boolean copyData)
        implements StreamWork {
    public static final String KIND = "stream.change";

    public static final String CHECK = "Check the stream";
    public static final String SET = "Change the options";
    public static final String RENAME = "Rename the subscription";
    public static final String ADD = "Add tables to the publication";
    public static final String REMOVE = "Remove tables from the publication";

    public ChangeStream {
        stream.requireTarget();
        stream.requireSubscription();
        if (tables != null) {
            stream.requireSource();
        }
    }

    /**
     * Which tables of a publication come and go.
     *
     * @param added as a publication of them alone, of the same name and with the same operations, as far as these are known
     * @param bystanders who is known to use it not, where nobody else may lose tables by it; nothing where the others are taken along
     */
    public record Tables(
            PublicationSpec added,
            List<TableName> removed,
            @Nullable Bystanders bystanders) {
        public Tables {
            removed = List.copyOf(removed);
        }

        public Tables(PublicationSpec added, List<TableName> removed) {
            this(added, removed, null);
        }

        public PublicationName publication() {
            return added.name();
        }

        Tables as(Publication seen) {
            return new Tables(
                    new PublicationSpec(
                            publication(), false, List.of(), added.tables(), seen.operations(), seen.viaRoot()),
                    removed,
                    bystanders);
        }

        Tables sparingOthers(Bystanders known) {
            return new Tables(added, removed, known);
        }

        public PublicationStatements statements() {
            return new PublicationStatements(publication());
        }

        public List<TableName> addedNames() {
            return added.tables().stream().map(PublicationSpec.Table::name).toList();
        }

        String add() {
            return statements().add(added.tables());
        }
    }

    /** With what was seen of it before. */
    public ChangeStream knowing(Options seen, @Nullable Publication publication) {
        return new ChangeStream(
                stream,
                tables == null || publication == null ? tables : tables.as(publication),
                options,
                seen,
                rename,
                copyData);
    }

    /** Whoever else uses the publication, or may, keeps what is published to them. */
    public ChangeStream sparingOthers(Bystanders known) {
        return new ChangeStream(
                stream, tables == null ? null : tables.sparingOthers(known), options, before, rename, copyData);
    }

    public Tables requireTables() {
        return Objects.requireNonNull(tables, "No tables come or go");
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public @Nullable End source() {
        return tables == null ? null : stream.requireSource();
    }

    @Override
    public End target() {
        return stream.requireTarget();
    }

    /** As it is called after its renaming. */
    public Subscribed renamed() {
        Subscribed now = stream.requireSubscription();
        return rename == null ? now : new Subscribed(now.oid(), rename);
    }

    public boolean changesOptions() {
        return !options.equals(Options.UNSAID);
    }

    /** PostgreSQL sets these only while nothing works for the subscription. */
    public boolean stops() {
        return options.failover() != null || options.twoPhase() != null;
    }

    @Override
    public List<PlannedStep> plan() {
        var steps = new ArrayList<PlannedStep>();
        steps.add(PlannedStep.looking(CHECK));
        if (changesOptions()) {
            steps.add(new PlannedStep(SET, at(setting(options)), at(setting(options.restored(before)))));
        }
        if (rename != null) {
            SubscriptionName now = stream.requireSubscription().name();
            steps.add(new PlannedStep(
                    RENAME,
                    at(List.of(new SubscriptionStatements(now).rename(rename))),
                    at(List.of(renamed().statements().rename(now)))));
        }
        if (tables != null) {
            steps.addAll(new TablesPlan(this, tables).steps());
        }
        return steps;
    }

    private List<Script> at(List<String> statements) {
        return statements.stream().map(sql -> StreamWork.at(target(), sql)).toList();
    }

    private List<String> setting(Options to) {
        var statements = stream.requireSubscription().statements();
        List<String> set = to.equals(Options.UNSAID) ? List.of() : List.of(statements.set(to));
        return stops()
                ? Stream.of(List.of(statements.disable()), set, List.of(statements.enable()))
                        .flatMap(List::stream)
                        .toList()
                : set;
    }
}
