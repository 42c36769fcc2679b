package dev.pgrm.domain.health;

import dev.pgrm.domain.health.Diagnosis.End;
import dev.pgrm.domain.health.LogicalCase.Source;
import dev.pgrm.domain.health.LogicalCase.Target;
import dev.pgrm.domain.log.ReplicationMessage;
import dev.pgrm.domain.observation.DatabaseFacts;
import dev.pgrm.domain.observation.DatabaseFacts.Publication;
import dev.pgrm.domain.observation.DatabaseFacts.Subscription;
import dev.pgrm.domain.observation.PublishedTables;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.Quoted;
import dev.pgrm.domain.postgres.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether what a subscription asks for is published, and all of it subscribed. */
final class PublicationChecks {
    private static final Pattern NAME = Pattern.compile("publication \"([^\"]+)\" does not exist");

    private PublicationChecks() {}

    static void look(Source source, @Nullable Target target, Consumer<Diagnosis> found) {
        DatabaseFacts database = source.database();
        if (database == null || target == null) {
            return;
        }
        Set<PublicationName> there =
                database.publications().stream().map(Publication::name).collect(Collectors.toSet());
        List<PublicationName> missing = target.subscription().publications().stream()
                .filter(name -> !there.contains(name))
                .toList();
        if (!missing.isEmpty()) {
            found.accept(missing(source, target, missing));
        } else {
            drift(source, target, database, found);
            hidden(source, target, database, found);
        }
    }

    /** Rows that were not copied look like rows that are not there. */
    private static void hidden(Source source, Target target, DatabaseFacts database, Consumer<Diagnosis> found) {
        List<TableName> some = new ArrayList<>();
        int hidden = 0;
        for (Publication publication : database.publications()) {
            PublishedTables tables = publication.tables();
            if (tables != null && target.subscription().publications().contains(publication.name())) {
                hidden += tables.hidden();
                some.addAll(tables.someHidden());
            }
        }
        if (hidden > 0) {
            found.accept(Diagnosis.warning(
                    "copy_row_security",
                    "Row-level security of " + Spoken.count(hidden, "table") + " on " + source.name() + " ("
                            + Spoken.few(some) + ") holds for the role that reads: rows that it may not see were not"
                            + " copied, while their changes come over",
                    "On " + source.name()
                            + ", for the role that replicates (usename in pg_stat_replication): alter role"
                            + " ... bypassrls; and then copy those tables again, as that alone brings nothing over"));
        }
    }

    private static Diagnosis missing(Source source, Target target, List<PublicationName> missing) {
        String what = (missing.size() == 1 ? "Publication " : "Publications ") + Spoken.few(missing)
                + (missing.size() == 1 ? " does" : " do") + " not exist on " + source.name();
        String anew = "Create " + (missing.size() == 1 ? "it" : "them") + " again on " + source.name() + ", or on "
                + target.name() + " subscribe only to what there is: " + without(target, missing);
        if (source.version().atLeast(18)) {
            return Diagnosis.critical(
                    "publication_missing",
                    what + ": the stream goes on, and drops their changes without a word",
                    anew + " What was dropped meanwhile takes a fresh copy of those tables");
        }
        return Diagnosis.critical(
                        "publication_missing",
                        what + ": the stream stops at the first change",
                        anew + " If it stands still already: " + past(source, target))
                .since(null);
    }

    private static String without(Target target, List<PublicationName> missing) {
        String rest = target.subscription().publications().stream()
                .filter(name -> !missing.contains(name))
                .map(Quoted::identifier)
                .collect(Collectors.joining(", "));
        return rest.isEmpty()
                ? "drop subscription " + target.quoted() + ";"
                : "alter subscription " + target.quoted() + " set publication " + rest + " with (refresh = false);";
    }

    /** The stuck change is decoded with the catalog of its time, so that a new publication does not help. */
    private static String past(@Nullable Source source, Target target) {
        String slot =
                Quoted.literal(Objects.requireNonNullElse(target.subscription().slot(), "?"));
        return "on " + target.name() + " alter subscription " + target.quoted() + " disable; then on "
                + (source == null ? "the source" : source.name()) + " select pg_replication_slot_advance(" + slot
                + ", pg_current_wal_lsn()); then on " + target.name() + " " + target.enable()
                + " What was written in between is lost: copy those tables again";
    }

    /** The log says that it has come to a stop. */
    static Diagnosis stuck(ReplicationMessage message, Target target, @Nullable Source source) {
        String name = Wording.find(message.entry(), NAME);
        return Diagnosis.stop(
                "publication_missing",
                End.SOURCE,
                target.subscription().name() + " on " + target.name() + " stands still: publication "
                        + (name == null ? "" : name + " ") + "did not exist on "
                        + (source == null ? "the source" : source.name()) + " when a change was written",
                "Create the publication again if it is missing, then " + past(source, target));
    }

    /** Tables that came to a publication are not subscribed to before a refresh; their changes are skipped without a word. */
    private static void drift(Source source, Target target, DatabaseFacts database, Consumer<Diagnosis> found) {
        Subscription subscription = target.subscription();
        List<@Nullable PublishedTables> counted = database.publications().stream()
                .filter(each -> subscription.publications().contains(each.name()))
                .<@Nullable PublishedTables>map(Publication::tables)
                .toList();
        if (counted.isEmpty() || counted.contains(null) || !subscription.enabled()) {
            return;
        }
        int most = counted.stream()
                .mapToInt(each -> Objects.requireNonNull(each).count())
                .max()
                .orElse(0);
        int sum = counted.stream()
                .mapToInt(each -> Objects.requireNonNull(each).count())
                .sum();
        int subscribed = subscription.tables().total();
        String refresh = "On " + target.name() + ": alter subscription " + target.quoted() + " refresh publication;";
        if (most > subscribed) {
            found.accept(Diagnosis.warning(
                    "tables_not_subscribed",
                    Spoken.count(most - subscribed, "table") + " published on " + source.name() + " "
                            + (most - subscribed == 1 ? "is" : "are") + " not subscribed to by " + subscription.name()
                            + " on " + target.name() + ": changes are skipped without a word, or stop the stream where"
                            + " the table does not exist",
                    refresh));
        } else if (subscribed > sum) {
            found.accept(Diagnosis.note(
                    "tables_not_published",
                    Spoken.count(subscribed - sum, "table") + " of " + subscription.name() + " on " + target.name()
                            + (subscribed - sum == 1 ? " is" : " are") + " no longer published on " + source.name()
                            + ": nothing comes over for them",
                    refresh));
        }
    }
}
