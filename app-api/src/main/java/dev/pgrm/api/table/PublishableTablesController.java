package dev.pgrm.api.table;

import dev.pgrm.api.page.Asked;
import dev.pgrm.api.problem.Problem;
import dev.pgrm.api.problem.Refusal;
import dev.pgrm.application.StoreGate;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.actor.Authorization;
import dev.pgrm.application.actor.Authorization.Act;
import dev.pgrm.application.table.LookingAtTables;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.table.PublishableReading.Gone;
import dev.pgrm.domain.table.PublishableReading.Page;
import dev.pgrm.domain.table.PublishableReading.Unread;
import dev.pgrm.domain.table.PublishableSearch;
import dev.pgrm.domain.table.TableSearch;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What there is to be published, read from the database at the moment by the monitor that watches it. */
@Controller("/api/databases/{id}/tables")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Tables")
final class PublishableTablesController {
    private static final int USUAL = 100;

    private final LookingAtTables tables;
    private final Authorization authorization;
    private final StoreGate store;

    PublishableTablesController(LookingAtTables tables, Authorization authorization, StoreGate store) {
        this.tables = tables;
        this.authorization = authorization;
        this.store = store;
    }

    /**
     * The tables of a database that a publication can have, by schema and name, in pages: ordinary and partitioned ones, and partitions.
     * Sizes are estimates out of statistics: nothing waits for a table that somebody has locked.
     *
     * @param q text in schema and name, in whatever case
     * @param schema in which they are, exactly
     * @param table as which they are called, exactly
     * @param columns true to be told the columns of each, too
     * @param limit 1 to 1000, 100 unless given
     * @param cursor 'next' of the page before
     */
    @Get
    PublishablePageBody list(
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @Nullable @QueryValue String q,
            @Nullable @QueryValue String schema,
            @Nullable @QueryValue String table,
            @Nullable @QueryValue String columns,
            @Nullable @QueryValue Integer limit,
            @Nullable @QueryValue String cursor) {
        authorization.require(actor, Act.SEE);
        store.requireOpen();
        var asked = new Asked();
        boolean withColumns = Boolean.TRUE.equals(asked.flag("columns", columns));
        List<String> after = asked.after(cursor, 2);
        asked.require(
                after == null || after.stream().noneMatch(String::isEmpty),
                "cursor",
                "must be the 'next' of the page before");
        String text = asked.text("q", q);
        String inSchema = asked.text("schema", schema);
        String called = asked.text("table", table);
        int most = asked.limit(limit, USUAL, TableSearch.MOST);
        asked.refuseIfWrong();
        TableName last = after == null ? null : new TableName(after.getFirst(), after.getLast());
        return answer(
                actor, new DatabaseId(id), new PublishableSearch(inSchema, called, text, withColumns, last, most));
    }

    private PublishablePageBody answer(Actor actor, DatabaseId database, PublishableSearch search) {
        return switch (tables.publishable(actor, database, search)) {
            case Page page -> PublishablePageBody.of(page, search.columns());
            case Gone _ ->
                throw new Refusal(Problem.of(
                        HttpStatus.NOT_FOUND,
                        "database_unknown",
                        "The database is not registered any more",
                        "GET /api/databases lists those that are registered"));
            case Unread(var trouble) -> throw new Refusal(Problem.of(HttpStatus.BAD_GATEWAY, trouble));
        };
    }
}
