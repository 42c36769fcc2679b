package dev.pgrm.domain.health;

import dev.pgrm.domain.health.LogicalCase.Source;
import dev.pgrm.domain.health.LogicalCase.Target;
import dev.pgrm.domain.log.ReplicationMessage;
import dev.pgrm.domain.postgres.Quoted;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What to do about a change that cannot be applied, in the SQL of the versions at hand. */
record ApplyRemedies(
        ReplicationMessage message, Target target, @Nullable Source source) {
    private static final Pattern TABLE = Pattern.compile("permission denied for (?:table|relation) \"?([^\"]+)\"?");
    private static final Pattern ROLE = Pattern.compile("^role \"([^\"]+)\" cannot SET ROLE");
    private static final Pattern OWNER = Pattern.compile("cannot SET ROLE to \"([^\"]+)\"");
    private static final Pattern USER = Pattern.compile("^user \"([^\"]+)\" cannot replicate");
    private static final Pattern COLUMNS = Pattern.compile("missing replicated columns?: (.+)");
    private static final Pattern COLUMN = Pattern.compile("column \"([^\"]+)\"");

    String repairRowOrSkip() {
        return "Remove or repair the row that is in the way on " + target.name() + ", and the next attempt succeeds; "
                + orSkip();
    }

    String relaxColumnOrSkip() {
        String column = Wording.find(message.entry(), COLUMN);
        String relax = column == null || message.relation() == null
                ? "Let the column take nulls or give it a default on " + target.name() + ";"
                : "On " + target.name() + ": alter table " + Quoted.relation(message.relation()) + " alter column "
                        + Quoted.identifier(column) + " drop not null;";
        return relax + " " + orSkip();
    }

    String relaxConstraintOrSkip() {
        return "Drop the constraint on " + target.name() + ", or bring in what it asks for; " + orSkip();
    }

    String fitColumn() {
        String column = Wording.find(message.entry(), COLUMN);
        return "Give " + (column == null ? "the column" : "column " + column) + " on " + target.name()
                + " the type that it has on " + sourceName() + "; " + orSkip();
    }

    String createTable() {
        return "Create " + relation() + " on " + target.name() + " as it is on " + sourceName() + "; then on "
                + target.name() + ": " + refresh();
    }

    String addColumn() {
        String columns = Wording.find(message.entry(), COLUMNS);
        return "Add " + (columns == null ? "the column" : columns) + " to " + relation() + " on " + target.name()
                + ", by the same ALTER TABLE that " + sourceName() + " has seen; the next attempt succeeds";
    }

    String plainColumn() {
        return "Make the column of " + relation() + " an ordinary one on " + target.name()
                + " (alter table ... alter column ... drop expression), or publish a list of columns without it";
    }

    String sameIdentity() {
        String table = message.relation();
        return "Give " + relation() + " the same primary key at both ends"
                + (table == null
                        ? "."
                        : ", or let whole rows be compared, on " + sourceName() + ": alter table "
                                + Quoted.relation(table) + " replica identity full;")
                + " What is in the WAL already stays as it is: " + skipWhole();
    }

    String grantTable() {
        String table = Wording.find(message.entry(), TABLE);
        String owner = target.subscription().options().owner();
        return table == null || owner == null
                ? "Grant the owner of " + target.subscription().name() + " what the message names, on " + target.name()
                : "On " + target.name() + ": grant select, insert, update, delete, truncate on "
                        + Quoted.relation(message.relation() == null ? table : message.relation()) + " to "
                        + Quoted.identifier(owner) + ";";
    }

    String grantOwner() {
        String role = Wording.find(message.entry(), ROLE);
        String owner = Wording.find(message.entry(), OWNER);
        return role == null || owner == null
                ? "Grant the role that owns the table to the owner of the subscription, on " + target.name()
                : "On " + target.name() + ": grant " + Quoted.identifier(owner) + " to " + Quoted.identifier(role)
                        + ";";
    }

    String bypassRowSecurity() {
        String user = Wording.find(message.entry(), USER);
        String owner = user == null ? target.subscription().options().owner() : user;
        return owner == null
                ? "Give the owner of the subscription BYPASSRLS, or switch row-level security off for that table, on "
                        + target.name()
                : "On " + target.name() + ": alter role " + Quoted.identifier(owner) + " bypassrls;";
    }

    String withoutTimeout(String setting) {
        String owner = target.subscription().options().owner();
        return "It is set in postgresql.conf or for a role of " + target.name()
                + (owner == null
                        ? ": take it away for the owner of the subscription"
                        : ", so there: alter role " + Quoted.identifier(owner) + " set " + setting + " = 0;")
                + " Then see what holds the lock or takes so long";
    }

    String orSkip() {
        return "or " + skipWhole();
    }

    /** All changes of that transaction are lost then, those of other tables too. */
    private String skipWhole() {
        return "skip the whole transaction, all of whose changes are lost then: "
                + (target.version().atLeast(15) ? skip() : byHand());
    }

    private String skip() {
        String then = target.subscription().enabled() ? "" : " " + target.enable();
        return message.finishedAt() == null
                ? "alter subscription " + target.quoted()
                        + " skip (lsn) with the position that the error's context in the log" + " of " + target.name()
                        + " calls 'finished at';" + then
                : "alter subscription " + target.quoted() + " skip (lsn = " + Quoted.literal(message.finishedAt())
                        + ");" + then;
    }

    /** Byte 67 is the C of a commit. */
    private String byHand() {
        String slot =
                Quoted.literal(Objects.requireNonNullElse(target.subscription().slot(), "?"));
        String publications = target.subscription().publications().stream()
                .map(Quoted::identifier)
                .collect(Collectors.joining(","));
        return "alter subscription " + target.quoted() + " disable; then, once its worker has let go of the slot, on "
                + sourceName() + ": select pg_replication_slot_advance(" + slot
                + ", (select lsn from pg_logical_slot_peek_binary_changes(" + slot
                + ", null, 1, 'proto_version', '1', 'publication_names', " + Quoted.literal(publications)
                + ") where get_byte(data, 0) = 67 limit 1)); then on " + target.name() + ": " + target.enable();
    }

    String refresh() {
        return "alter subscription " + target.quoted() + " refresh publication;";
    }

    private String relation() {
        return message.relation() == null ? "the table" : message.relation();
    }

    private String sourceName() {
        return source == null ? "the source" : source.name();
    }
}
