package dev.pgrm.api.database;

import dev.pgrm.api.problem.Problem;
import dev.pgrm.api.problem.Refusal;
import dev.pgrm.application.StoreGate;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.database.Registration;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseId;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Databases by REST; their version travels as ETag and If-Match. */
@Controller("/api/databases")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Databases")
final class DatabasesController {
    private final Registration registration;
    private final StoreGate store;
    private final TryFirst tryFirst;

    DatabasesController(Registration registration, StoreGate store, TryFirst tryFirst) {
        this.registration = registration;
        this.store = store;
        this.tryFirst = tryFirst;
    }

    /** All registered databases, by name. */
    @Get
    DatabaseBody.Page list(Actor actor) {
        store.requireOpen();
        return new DatabaseBody.Page(
                registration.list(actor).databases().stream()
                        .sorted(Comparator.comparing(Database::name))
                        .map(DatabaseBody::of)
                        .toList(),
                null);
    }

    @Get("/{id}")
    HttpResponse<DatabaseBody> get(Actor actor, @PathVariable UUID id) {
        store.requireOpen();
        return answer(HttpResponse.ok(), registration.get(actor, new DatabaseId(id)));
    }

    /** Registers a database. It need not be reachable, unless validate=true asks for a connection test that passes. */
    @Post
    HttpResponse<DatabaseBody> register(
            Actor actor, @Body DatabaseBody.Draft draft, @QueryValue(defaultValue = "false") boolean validate) {
        store.requireOpen();
        if (validate) {
            tryFirst.require(actor, draft.draft());
        }
        Database added = registration.register(actor, draft.draft());
        return answer(HttpResponse.created(URI.create("/api/databases/" + added.id())), added);
    }

    /** Replaces a database; If-Match says against which version the change was made. With validate=true as on registering. */
    @Put("/{id}")
    HttpResponse<DatabaseBody> change(
            Actor actor,
            @PathVariable UUID id,
            @Nullable @Header(HttpHeaders.IF_MATCH) String ifMatch,
            @Body DatabaseBody.Draft draft,
            @QueryValue(defaultValue = "false") boolean validate) {
        store.requireOpen();
        long version = version(ifMatch);
        if (validate) {
            registration.get(actor, new DatabaseId(id));
            tryFirst.require(actor, draft.draft());
        }
        return answer(HttpResponse.ok(), registration.change(actor, new DatabaseId(id), version, draft.draft()));
    }

    /** Removes a database from the registry. Nothing happens to the database itself. */
    @Delete("/{id}")
    HttpResponse<?> remove(Actor actor, @PathVariable UUID id, @Nullable @QueryValue String confirm) {
        store.requireOpen();
        Database database = registration.get(actor, new DatabaseId(id));
        if (!database.name().equals(confirm)) {
            throw new Refusal(Problem.of(
                    HttpStatus.CONFLICT,
                    "confirmation_needed",
                    "Removing '" + database.name()
                            + "' ends its monitoring; its streams stay as they are and show an end"
                            + " that nobody registered",
                    "Send it again with ?confirm= and the database's name"));
        }
        registration.remove(actor, database.id(), database.version());
        return HttpResponse.noContent();
    }

    private static HttpResponse<DatabaseBody> answer(MutableHttpResponse<DatabaseBody> response, Database database) {
        return response.body(DatabaseBody.of(database)).header(HttpHeaders.ETAG, "\"" + database.version() + "\"");
    }

    private static long version(@Nullable String ifMatch) {
        try {
            if (ifMatch != null) {
                return Long.parseLong(
                        ifMatch.replace("W/", "").replace("\"", "").strip());
            }
        } catch (NumberFormatException e) {
            // Answered below, as if it were missing.
        }
        throw new Refusal(Problem.of(
                HttpStatus.PRECONDITION_REQUIRED,
                "version_needed",
                "The header If-Match is missing or not a version",
                "Read the database first, and send its ETag as If-Match"));
    }
}
