package dev.pgrm.domain.stream;

import dev.pgrm.domain.Violation;
import dev.pgrm.domain.Violations;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.SubscriptionName;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.stream.ChangeStream.Tables;
import dev.pgrm.domain.stream.PublicationDraft.TableDraft;
import dev.pgrm.domain.stream.SubscriptionSpec.Options;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of a stream, as entered. {@link #check} finds everything that is wrong at once.
 *
 * @param name the subscription's new one
 * @param options of the subscription, of which all else is unsaid
 */
public record StreamChangeDraft(
        @Nullable String name,
        TablesDraft publication,
        SubscriptionDraft options,
        @Nullable Boolean copyData) {

    /** @param name which publication; needed only when the stream has several */
    public record TablesDraft(
            @Nullable String name,
            @Nullable List<@Nullable TableDraft> addTables,
            @Nullable List<@Nullable TableDraft> removeTables) {
        public static final TablesDraft UNSAID = new TablesDraft(null, null, null);

        boolean some() {
            return !PublicationDraft.listed(addTables).isEmpty()
                    || !PublicationDraft.listed(removeTables).isEmpty();
        }
    }

    public sealed interface Checked {
        record Accepted(ChangeStream work) implements Checked {}

        record Refused(List<Violation> violations) implements Checked {
            public Refused {
                violations = List.copyOf(violations);
            }
        }
    }

    private static final String FIELD = "publication";

    /** It holds SQL that somebody wrote. */
    public boolean takesAdministrator() {
        return PublicationDraft.runSql(publication.addTables());
    }

    /** Whether it takes the publisher as well. */
    public boolean changesTables() {
        return publication.some();
    }

    /** @param stream whose ends are known as far as the change takes them */
    public Checked check(LogicalStream stream) {
        var wrong = new Violations();
        String renamed = Naming.identifier("name", name, wrong);
        wrong.require(
                renamed == null
                        || !renamed.equals(stream.requireSubscription().name().value()),
                "name",
                "is the subscription's name already");
        Tables tables = tables(stream, wrong);
        Options set = options.options(wrong);
        wrong.require(
                copyData == null || publication.some(),
                "copyData",
                "is up to tables that are added or removed: leave it out");
        wrong.require(
                name != null || publication.some() || !set.equals(Options.UNSAID) || !wrong.none(),
                "body",
                "must change something: name, publication or subscription");
        return wrong.none()
                ? new Checked.Accepted(new ChangeStream(
                        stream,
                        tables,
                        set,
                        Options.UNSAID,
                        renamed == null ? null : new SubscriptionName(renamed),
                        !Boolean.FALSE.equals(copyData)))
                : new Checked.Refused(wrong.all());
    }

    private @Nullable Tables tables(LogicalStream stream, Violations wrong) {
        if (!publication.some()) {
            wrong.require(publication.name() == null, FIELD, "must say which tables: addTables, removeTables, or both");
            return null;
        }
        PublicationName which = which(stream, wrong);
        var added = PublicationDraft.tables(
                FIELD + ".addTables", PublicationDraft.listed(publication.addTables()), false, wrong);
        var removed = PublicationDraft.tables(
                FIELD + ".removeTables", PublicationDraft.listed(publication.removeTables()), false, wrong);
        Set<TableName> both =
                added.stream().map(PublicationSpec.Table::name).collect(Collectors.toCollection(HashSet::new));
        for (int at = 0; at < removed.size(); at++) {
            wrong.require(
                    !both.contains(removed.get(at).name()),
                    FIELD + ".removeTables[" + at + "]",
                    "is in addTables, too: first remove it, and then add it as it shall be");
        }
        return which == null
                ? null
                : new Tables(
                        new PublicationSpec(which, false, List.of(), added, Set.of(), false),
                        removed.stream().map(PublicationSpec.Table::name).toList());
    }

    private @Nullable PublicationName which(LogicalStream stream, Violations wrong) {
        List<PublicationName> known = stream.publications();
        String said = Naming.identifier(FIELD + ".name", publication.name(), wrong);
        if (publication.name() == null) {
            wrong.require(
                    known.size() == 1,
                    FIELD + ".name",
                    known.isEmpty()
                            ? "is required, as it was not seen which publications the stream has"
                            : "is required, as the stream has several: " + known);
            return known.size() == 1 ? known.getFirst() : null;
        }
        if (said == null) {
            return null;
        }
        var named = new PublicationName(said);
        return wrong.require(
                        known.isEmpty() || known.contains(named),
                        FIELD + ".name",
                        "must be a publication of the stream: " + known)
                ? named
                : null;
    }
}
