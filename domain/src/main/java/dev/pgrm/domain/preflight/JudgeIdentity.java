package dev.pgrm.domain.preflight;

import dev.pgrm.domain.observation.DatabaseFacts.DataChange;
import dev.pgrm.domain.postgres.Quoted;
import dev.pgrm.domain.stream.CreateStream;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether updates and deletes can be told of: without it, the source refuses those of its own applications. */
final class JudgeIdentity {
    private static final Pattern TEXTS = Pattern.compile("'(?:[^']|'')*'");

    private JudgeIdentity() {}

    static void of(CreateStream work, SourceFacts source, Findings findings) {
        if (!published(work, source)) {
            return;
        }
        for (SourceTable table : source.tables()) {
            if (table.kind() == RelationKind.TABLE && table.key() == null) {
                without(table, source.end(), findings);
            }
            if (table.published() && table.key() != null) {
                restricted(table, table.key(), findings);
            }
        }
    }

    /** Whether there will be updates or deletes. */
    static boolean published(CreateStream work, SourceFacts source) {
        Set<DataChange> operations = work.publication().made() || source.publication() == null
                ? work.publication().operations()
                : source.publication().operations();
        return operations.contains(DataChange.UPDATE) || operations.contains(DataChange.DELETE);
    }

    private static void without(SourceTable table, EndFacts end, Findings findings) {
        String identity = table.candidate() == null ? "full" : "using index " + Quoted.identifier(table.candidate());
        findings.blocker(
                "replica_identity_missing",
                table.name().toString(),
                table.name() + " has no primary key and no other replica identity: once published, its updates and"
                        + " deletes fail on " + end.name() + ". Give it one, or publish inserts alone",
                end.run("alter table " + Quoted.table(table.name()) + " replica identity " + identity));
    }

    private static void restricted(SourceTable table, List<String> key, Findings findings) {
        List<String> columns =
                table.wholeRow() ? table.columns().stream().map(Column::name).toList() : key;
        List<String> left = columns.stream()
                .filter(column -> !table.listed().isEmpty() && !table.listed().contains(column))
                .toList();
        String name = table.name().toString();
        if (!left.isEmpty()) {
            findings.blocker(
                    "column_list_without_identity",
                    name,
                    "The column list of " + name + " leaves out " + String.join(", ", left)
                            + ", which its replica identity needs: its updates and deletes would fail on the source",
                    null);
        }
        List<String> beside = table.columns().stream()
                .map(Column::name)
                .filter(column -> !columns.contains(column) && mentions(table.filter(), column))
                .toList();
        if (!beside.isEmpty()) {
            findings.warning(
                    "filter_beside_identity",
                    name,
                    "The row filter of " + name + " seems to use " + String.join(", ", beside)
                            + ", which is not in its replica identity: its updates and deletes would fail on the source",
                    null);
        }
    }

    /** Only the server can read SQL; a word that is the column's name outside of texts is taken for the column. */
    private static boolean mentions(@Nullable String condition, String column) {
        if (condition == null) {
            return false;
        }
        String code = TEXTS.matcher(condition).replaceAll("''");
        String word = "(?<![\\p{L}\\p{N}_$\"])" + Pattern.quote(column) + "(?![\\p{L}\\p{N}_$\"])";
        return code.contains(Quoted.identifier(column))
                || Pattern.compile(word, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                        .matcher(code)
                        .find();
    }
}
