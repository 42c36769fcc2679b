package dev.pgrm.api.database;

import dev.pgrm.api.problem.Problem;
import dev.pgrm.api.problem.Refusal;
import dev.pgrm.application.StoreGate;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.database.Registration;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseId;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
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
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Databases by REST; their version travels as ETag and If-Match. */
@Controller("/api/databases")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Databases")
final class DatabasesController {
    private final Registration registration;
    private final RemovalQuestion question;
    private final StoreGate store;
    private final TryFirst tryFirst;

    DatabasesController(Registration registration, RemovalQuestion question, StoreGate store, TryFirst tryFirst) {
        this.registration = registration;
        this.question = question;
        this.store = store;
        this.tryFirst = tryFirst;
    }

    /** Registered databases, by name, in pages. Filters narrow each other. */
    @Get
    DatabaseBody.Page list(
            @Parameter(hidden = true) Actor actor,
            HttpRequest<?> request,
            @Parameter(description = "key:value; may be given several times") @Nullable @QueryValue List<String> tag,
            @Parameter(description = "Text in name, hosts, database, environment, tags or notes, in whatever case")
                    @Nullable
                    @QueryValue
                    String q,
            @Parameter(description = "The whole name") @Nullable @QueryValue String name,
            @Nullable @QueryValue String environment,
            @Parameter(description = "aws, gcp, azure or self-hosted") @Nullable @QueryValue String provider,
            @Parameter(description = "The declared role: primary or replica") @Nullable @QueryValue String role,
            @Parameter(description = "Who keeps the entry: file or people") @Nullable @QueryValue String managedBy,
            @Parameter(description = "1 to 1000, which is also the default") @Nullable @QueryValue Integer limit,
            @Parameter(description = "'next' of the page before") @Nullable @QueryValue String cursor) {
        store.requireOpen();
        // Not the argument, which is there to be described: it would take one with a comma for two.
        List<String> tags = request.getParameters().getAll("tag");
        var listing = new Listing(q, name, environment, provider, role, tags, managedBy, limit, cursor);
        return DatabaseBody.Page.of(registration.page(actor, listing.search()));
    }

    @Get("/{id}")
    HttpResponse<DatabaseBody> get(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        store.requireOpen();
        return answer(HttpResponse.ok(), registration.get(actor, new DatabaseId(id)));
    }

    /** Registers a database. It need not be reachable, unless validate=true asks for a connection test that passes. */
    @Post
    @ApiResponse(
            responseCode = "201",
            description = "Registered",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DatabaseBody.class)))
    HttpResponse<DatabaseBody> register(
            @Parameter(hidden = true) Actor actor,
            @Body DatabaseBody.Draft draft,
            @QueryValue(defaultValue = "false") boolean validate) {
        store.requireOpen();
        if (validate) {
            tryFirst.require(actor, draft.draft());
        }
        Database added = registration.register(actor, draft.draft());
        return answer(HttpResponse.created(URI.create("/api/databases/" + added.id())), added);
    }

    /**
     * Replaces a database; If-Match says against which version the change was made. Operators may change what only describes it:
     * environment, tags, notes and network. What the file of databases keeps is changed there alone. With validate=true as on
     * registering.
     */
    @Put("/{id}")
    HttpResponse<DatabaseBody> change(
            @Parameter(hidden = true) Actor actor,
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

    /**
     * Removes a database from the registry. Nothing happens to the database itself. Without its name as confirmation the answer
     * tells which streams use it.
     */
    @Delete("/{id}")
    @ApiResponse(responseCode = "204", description = "Removed")
    HttpResponse<?> remove(
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @Parameter(description = "The database's name") @Nullable @QueryValue String confirm,
            @Nullable @Header(HttpHeaders.IF_MATCH) String ifMatch) {
        store.requireOpen();
        Database database = registration.removable(actor, new DatabaseId(id));
        if (!database.name().equals(confirm)) {
            throw new Refusal(question.about(database));
        }
        registration.remove(actor, database.id(), ifMatch == null ? database.version() : version(ifMatch));
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
