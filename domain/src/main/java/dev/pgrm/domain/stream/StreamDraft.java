package dev.pgrm.domain.stream;

import dev.pgrm.domain.Violation;
import dev.pgrm.domain.Violations;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.postgres.Conninfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stream as entered, with nothing checked. {@link #check} finds everything that is wrong at once. */
public record StreamDraft(
        @Nullable String name,
        PublicationDraft publication,
        SubscriptionDraft subscription,
        @Nullable Boolean createMissingTables) {

    /** One end of it. */
    public record Side(DatabaseId id, DatabaseSpec spec) {
        End end() {
            return new End(id, spec.name(), spec.endpoint());
        }
    }

    public sealed interface Checked {
        record Accepted(CreateStream work) implements Checked {}

        record Refused(List<Violation> violations) implements Checked {
            public Refused {
                violations = List.copyOf(violations);
            }
        }
    }

    /**
     * It holds SQL that somebody wrote, or leads the replication account's password elsewhere than the registry says: both are an
     * administrator's act.
     */
    public boolean takesAdministrator() {
        return publication.runsSql() || subscription.connection().leadsElsewhere();
    }

    /** @param source none where it is not known which, and likewise the target: what is wrong beside that is found anyway */
    public Checked check(@Nullable Side source, @Nullable Side target) {
        var wrong = new Violations();
        String said = Naming.identifier("name", name, wrong);
        String usual = said != null || source == null || target == null
                ? said
                : Naming.ofStream(source.spec().name(), target.spec().name());
        PublicationSpec published = publication.check(usual, wrong);
        SubscriptionSpec subscribed = subscription.check(usual, wrong);
        Conninfo way = subscription
                .connection()
                .check(
                        "subscription.connection",
                        source == null ? null : source.spec(),
                        target == null ? null : target.spec(),
                        wrong);
        if (source == null || target == null || published == null || subscribed == null || way == null) {
            return new Checked.Refused(wrong.all());
        }
        if (!wrong.none()) {
            return new Checked.Refused(wrong.all());
        }
        var work = new CreateStream(source.end(), target.end(), way, published, subscribed);
        return new Checked.Accepted(Boolean.TRUE.equals(createMissingTables) ? work.creatingTables() : work);
    }
}
