package dev.pgrm.domain.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.Violation;
import dev.pgrm.domain.observation.SubscriptionOptions.Streaming;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationId;
import dev.pgrm.domain.operation.PlannedStep;
import dev.pgrm.domain.operation.Runbook;
import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SubscriptionName;
import dev.pgrm.domain.stream.LogicalStream.Subscribed;
import dev.pgrm.domain.stream.PublicationDraft.TableDraft;
import dev.pgrm.domain.stream.StreamChangeDraft.Checked;
import dev.pgrm.domain.stream.StreamChangeDraft.TablesDraft;
import dev.pgrm.domain.stream.SubscriptionSpec.Options;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StreamChangeDraftTest {
    private static LogicalStream stream(String... publications) {
        return new LogicalStream(
                new StreamId(new UUID(1, 1)),
                "feed",
                new End(Entering.source().id(), "orders"),
                new End(Entering.target().id(), "dw"),
                new Subscribed(new Oid(4711), new SubscriptionName("feed")),
                new SlotName("feed"),
                Arrays.stream(publications).map(PublicationName::new).toList());
    }

    private static TableDraft table(@Nullable String name) {
        return new TableDraft(null, name, null, null);
    }

    private static SubscriptionDraft options(
            @Nullable String origin, @Nullable Boolean failover, @Nullable String streaming) {
        return new SubscriptionDraft(
                null, null, null, null, origin, failover, null, null, streaming, null, null, WayDraft.UNSAID);
    }

    private static StreamChangeDraft renaming(@Nullable String name) {
        return new StreamChangeDraft(name, TablesDraft.UNSAID, SubscriptionDraft.UNSAID, null);
    }

    private static StreamChangeDraft tables(
            @Nullable String publication, List<@Nullable TableDraft> added, List<@Nullable TableDraft> removed) {
        return new StreamChangeDraft(
                null, new TablesDraft(publication, added, removed), SubscriptionDraft.UNSAID, null);
    }

    private static ChangeStream accepted(StreamChangeDraft draft) {
        if (draft.check(stream("feed")) instanceof Checked.Accepted(var work)) {
            return work;
        }
        throw new AssertionError(draft.check(stream("feed")));
    }

    private static List<String> wrong(StreamChangeDraft draft, LogicalStream stream) {
        return draft.check(stream) instanceof Checked.Refused(var violations)
                ? violations.stream().map(Violation::field).toList()
                : List.of();
    }

    private static List<String> wrong(StreamChangeDraft draft) {
        return wrong(draft, stream("feed"));
    }

    private static List<String> steps(ChangeStream work) {
        return work.plan().stream().map(PlannedStep::name).toList();
    }

    @Test
    void something_must_change() {
        assertThat(wrong(renaming(null))).containsExactly("body");
        assertThat(wrong(tables(null, List.of(), List.of()))).containsExactly("body");
        assertThat(wrong(renaming("feed"))).containsExactly("name");
    }

    @Test
    void everything_that_is_wrong_is_told_at_once() {
        var draft = new StreamChangeDraft(
                "ü".repeat(32),
                new TablesDraft(
                        "other",
                        Arrays.asList(table(null), null, new TableDraft("s", "t", null, "a); drop table t")),
                        Arrays.asList(table("x"), table("x"))),
                options("somewhere", null, "loudly"),
                null);

        assertThat(wrong(draft))
                .containsExactly(
                        "name",
                        "publication.name",
                        "publication.addTables[0].name",
                        "publication.addTables[1]",
                        "publication.addTables[2].where",
                        "publication.removeTables[1]",
                        "subscription.origin",
                        "subscription.streaming");
    }

    @Test
    void a_table_cannot_come_and_go_at_once() {
        assertThat(wrong(tables(null, List.of(table("t")), List.of(table("a"), table("t")))))
                .containsExactly("publication.removeTables[1]");
    }

    @Test
    void copying_is_about_tables() {
        assertThat(wrong(new StreamChangeDraft("other", TablesDraft.UNSAID, SubscriptionDraft.UNSAID, true)))
                .containsExactly("copyData");
        assertThat(wrong(new StreamChangeDraft(
                        null, new TablesDraft("feed", null, null), SubscriptionDraft.UNSAID, null)))
                .contains("publication");
    }

    @Test
    void the_publication_must_be_named_where_it_is_not_plain() {
        var unnamed = tables(null, List.of(table("t")), List.of());

        assertThat(accepted(unnamed).requireTables().publication()).hasToString("feed");
        assertThat(wrong(unnamed, stream("a", "b"))).containsExactly("publication.name");
        assertThat(wrong(unnamed, stream())).containsExactly("publication.name");
        assertThat(wrong(tables("b", List.of(table("t")), List.of()), stream("a", "b")))
                .isEmpty();
        assertThat(wrong(tables("b", List.of(table("t")), List.of()), stream())).isEmpty();
        assertThat(wrong(tables("c", List.of(table("t")), List.of()), stream("a", "b")))
                .containsExactly("publication.name");
    }

    @Test
    void only_row_filters_take_an_administrator() {
        assertThat(tables(null, List.of(new TableDraft(null, "t", null, "id > 1")), List.of())
                        .takesAdministrator())
                .isTrue();
        assertThat(tables(null, List.of(table("t")), List.of(table("u"))).takesAdministrator())
                .isFalse();
    }

    @Test
    void only_the_steps_that_it_takes_are_planned() {
        assertThat(steps(accepted(renaming("other")))).containsExactly("Check the stream", "Rename the subscription");
        assertThat(steps(accepted(tables(null, List.of(), List.of(table("t"))))))
                .containsExactly("Check the stream", "Remove tables from the publication", "Refresh the subscription");
        assertThat(accepted(renaming("other")).subjects()).hasSize(1);
        assertThat(accepted(tables(null, List.of(), List.of(table("t")))).subjects())
                .hasSize(2);
    }

    @Test
    void the_runbook_says_all_of_it_with_the_way_back() {
        var draft = new StreamChangeDraft(
                "o\"ther; ü",
                new TablesDraft(
                        null,
                        List.of(new TableDraft("s", "a'b", List.of("id", "V"), "\"V\" > 'x'")),
                        List.of(table("gone"))),
                options("none", true, null),
                null);
        ChangeStream work =
                accepted(draft).knowing(new Options("any", false, true, true, Streaming.ON, null, null), null);

        String runbook = Runbook.of(Operation.of(new OperationId(new UUID(2, 2)), work, "ada", Instant.EPOCH));

        assertThat(runbook)
                .containsSubsequence(
                        "alter subscription \"feed\" disable;",
                        "alter subscription \"feed\" set (origin = 'none', failover = true);",
                        "alter subscription \"feed\" enable;",
                        "alter subscription \"feed\" rename to \"o\"\"ther; ü\";",
                        "alter publication \"feed\" add table only \"s\".\"a'b\" (\"id\", \"V\") where (\"V\" > 'x');",
                        "alter publication \"feed\" drop table only \"public\".\"gone\";",
                        "alter subscription \"o\"\"ther; ü\" refresh publication with (copy_data = true);",
                        "To undo it",
                        "alter publication \"feed\" add table only \"public\".\"gone\";",
                        "alter publication \"feed\" drop table only \"s\".\"a'b\";",
                        "alter subscription \"o\"\"ther; ü\" rename to \"feed\";",
                        "alter subscription \"feed\" set (origin = 'any', failover = false);");
    }
}
