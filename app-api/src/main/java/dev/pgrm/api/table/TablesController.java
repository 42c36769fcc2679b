package dev.pgrm.api.table;

import dev.pgrm.api.page.Asked;
import dev.pgrm.api.problem.Problem;
import dev.pgrm.api.problem.Refusal;
import dev.pgrm.api.stream.UnknownStream;
import dev.pgrm.application.StoreGate;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.actor.Authorization;
import dev.pgrm.application.actor.Authorization.Act;
import dev.pgrm.application.table.LookingAtTables;
import dev.pgrm.application.topology.LiveTopology;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.observation.DatabaseFacts.TableState;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.stream.StreamId;
import dev.pgrm.domain.table.TableReading;
import dev.pgrm.domain.table.TableReading.Missing;
import dev.pgrm.domain.table.TableReading.Page;
import dev.pgrm.domain.table.TableReading.Unread;
import dev.pgrm.domain.table.TableSearch;
import dev.pgrm.domain.table.TableSearch.Of;
import dev.pgrm.domain.table.TableSearch.OfPublication;
import dev.pgrm.domain.table.TableSearch.OfSubscription;
import dev.pgrm.domain.topology.StreamEnds;
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

/** Tables one by one, read from the database at the moment by the monitor that watches it. */
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Tables")
final class TablesController {
    private static final int USUAL = 100;

    private final LiveTopology topology;
    private final LookingAtTables tables;
    private final Authorization authorization;
    private final StoreGate store;

    TablesController(LiveTopology topology, LookingAtTables tables, Authorization authorization, StoreGate store) {
        this.topology = topology;
        this.tables = tables;
        this.authorization = authorization;
        this.store = store;
    }

    /**
     * The tables of a logical stream as its subscriber has them, by schema and name, in pages.
     *
     * @param state initial, copying, copied, synchronized or ready
     * @param q text in schema and name, in whatever case
     * @param limit 1 to 1000, 100 unless given
     * @param cursor 'next' of the page before
     */
    @Get("/replication/streams/{id}/tables")
    TablePageBody ofStream(
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @Nullable @QueryValue String state,
            @Nullable @QueryValue String q,
            @Nullable @QueryValue Integer limit,
            @Nullable @QueryValue String cursor) {
        authorization.require(actor, Act.SEE);
        store.requireOpen();
        StreamEnds ends = topology.chart().endsOf(new StreamId(id));
        if (ends == null) {
            throw UnknownStream.refusal(id);
        }
        DatabaseId subscriber = ends.subscriber();
        if (subscriber == null || ends.subscription() == null) {
            throw new Refusal(Problem.of(
                    HttpStatus.CONFLICT,
                    "subscriber_unregistered",
                    "The tables of this stream are known to its subscriber alone, which is not registered, or there is none",
                    "Register the database that subscribes; a physical stream has no tables of its own"));
        }
        Of of = new OfSubscription(ends.subscription().oid());
        return answer(actor, subscriber, search(of, state, q, limit, cursor));
    }

    /**
     * The tables of a publication, by schema and name, in pages.
     *
     * @param name of the publication
     * @param q text in schema and name, in whatever case
     * @param limit 1 to 1000, 100 unless given
     * @param cursor 'next' of the page before
     */
    @Get("/databases/{id}/publications/{name}/tables")
    TablePageBody ofPublication(
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @PathVariable String name,
            @Nullable @QueryValue String q,
            @Nullable @QueryValue Integer limit,
            @Nullable @QueryValue String cursor) {
        authorization.require(actor, Act.SEE);
        store.requireOpen();
        return answer(actor, new DatabaseId(id), search(publication(name), null, q, limit, cursor));
    }

    private static Of publication(String name) {
        try {
            return new OfPublication(new PublicationName(name));
        } catch (IllegalArgumentException e) {
            throw new Refusal(missing());
        }
    }

    private static TableSearch search(
            Of of, @Nullable String state, @Nullable String q, @Nullable Integer limit, @Nullable String cursor) {
        var asked = new Asked();
        TableState wanted = asked.choice("state", state, TableState.values());
        String text = asked.text("q", q);
        int most = asked.limit(limit, USUAL, TableSearch.MOST);
        List<String> after = asked.after(cursor, 2);
        asked.require(
                after == null || after.stream().noneMatch(String::isEmpty),
                "cursor",
                "must be the 'next' of the page before");
        asked.refuseIfWrong();
        return new TableSearch(
                of, text, wanted, after == null ? null : new TableName(after.getFirst(), after.getLast()), most);
    }

    private TablePageBody answer(Actor actor, DatabaseId database, TableSearch search) {
        TableReading reading = tables.look(actor, database, search);
        return switch (reading) {
            case Page page -> TablePageBody.of(page);
            case Missing _ -> throw new Refusal(missing());
            case Unread(var trouble) -> throw new Refusal(Problem.of(HttpStatus.BAD_GATEWAY, trouble));
        };
    }

    private static Problem missing() {
        return Problem.of(
                HttpStatus.NOT_FOUND,
                "publication_unknown",
                "The database has no publication of that name",
                "GET /api/snapshot lists the publications of every database");
    }
}
