package dev.pgrm.api.database;

import dev.pgrm.api.page.Asked;
import dev.pgrm.api.problem.Problem;
import dev.pgrm.api.problem.Refusal;
import dev.pgrm.application.StoreGate;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.actor.Authorization;
import dev.pgrm.application.actor.Authorization.Act;
import dev.pgrm.application.database.DatabaseLists;
import dev.pgrm.application.database.DatabaseLists.Form;
import dev.pgrm.application.database.DatabaseLists.Reading;
import dev.pgrm.application.database.ImportReport;
import dev.pgrm.application.database.ImportingDatabases;
import dev.pgrm.application.database.ListedDatabase;
import dev.pgrm.domain.Violation;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Databases by the list: out, and in. */
@Controller("/api/databases")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Databases")
final class DatabaseListsController {
    private static final String YAML = "application/yaml";
    private static final String X_YAML = "application/x-yaml";
    private static final String TEXT_YAML = "text/yaml";

    private final ImportingDatabases importing;
    private final DatabaseLists lists;
    private final Authorization authorization;
    private final StoreGate store;

    DatabaseListsController(
            ImportingDatabases importing, DatabaseLists lists, Authorization authorization, StoreGate store) {
        this.importing = importing;
        this.lists = lists;
        this.authorization = authorization;
        this.store = store;
    }

    /** All registered databases as an import takes them: in JSON, or in YAML to whoever accepts that. Holds no secret. */
    @Get("/export")
    @Produces({MediaType.APPLICATION_JSON, YAML, X_YAML, TEXT_YAML})
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ImportBody.Databases.class)),
                @Content(mediaType = YAML, schema = @Schema(implementation = ImportBody.Databases.class))
            })
    HttpResponse<String> export(
            @Parameter(hidden = true) Actor actor,
            HttpRequest<?> request,
            @Parameter(description = "json or yaml, whatever is accepted") @Nullable @QueryValue String format) {
        store.requireOpen();
        boolean yaml = format == null
                ? request.accept().stream().anyMatch(DatabaseListsController::isYaml)
                : format.equals("yaml");
        if (format != null && !yaml && !format.equals("json")) {
            throw new Refusal(Problem.of(
                            HttpStatus.UNPROCESSABLE_ENTITY,
                            "invalid",
                            "There is no such format",
                            "Correct the parameter")
                    .with(List.of(new Violation("format", "must be one of json, yaml"))));
        }
        return HttpResponse.ok(lists.write(yaml ? Form.YAML : Form.JSON, importing.export(actor)))
                .contentType(yaml ? MediaType.of(YAML) : MediaType.APPLICATION_JSON_TYPE)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"databases." + (yaml ? "yaml" : "json") + "\"");
    }

    private static boolean isYaml(MediaType type) {
        return type.getSubtype().equals("yaml") || type.getSubtype().equals("x-yaml");
    }

    /**
     * Brings databases in by the list: all of them or, when one is refused, none. They are known by name; one that is registered
     * already is replaced whole, so that what the list leaves out has its default. In JSON or YAML as exported, as pgAdmin's
     * servers (JSON), or as libpq's connection service file (text).
     */
    @Post("/import")
    @Consumes({MediaType.APPLICATION_JSON, YAML, X_YAML, TEXT_YAML, MediaType.TEXT_PLAIN})
    @RequestBody(
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ImportBody.Databases.class)),
                @Content(mediaType = YAML, schema = @Schema(implementation = ImportBody.Databases.class)),
                @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(implementation = String.class))
            })
    ImportBody take(
            @Parameter(hidden = true) Actor actor,
            HttpRequest<?> request,
            @Body String body,
            @Parameter(
                            description = "true tells what would be done, and does nothing",
                            schema = @Schema(type = "boolean", defaultValue = "false"))
                    @Nullable
                    @QueryValue
                    String dryRun,
            @Parameter(
                            description =
                                    "The credential reference of those that have none, made of {name} and {user}, such"
                                            + " as file:{name} or rds-iam:{user}")
                    @Nullable
                    @QueryValue
                    String credentials) {
        store.requireOpen();
        // Nobody else's list is even read.
        authorization.require(actor, Act.CHANGE_REGISTRY);
        var asked = new Asked();
        boolean preview = Boolean.TRUE.equals(asked.flag("dryRun", dryRun));
        asked.refuseIfWrong();
        List<ListedDatabase> rows = rows(form(request), body).stream()
                .map(row -> row.withCredentials(credentials))
                .toList();
        ImportReport report = preview ? importing.preview(actor, rows) : importing.take(actor, rows);
        ImportBody answer = ImportBody.of(report);
        if (!preview && !report.acceptable()) {
            throw new Refusal(answer.refusal());
        }
        return answer;
    }

    private static Form form(HttpRequest<?> request) {
        MediaType type = request.getContentType().orElse(MediaType.APPLICATION_JSON_TYPE);
        if (isYaml(type)) {
            return Form.YAML;
        }
        return type.getSubtype().equals("plain") ? Form.SERVICE_FILE : Form.JSON;
    }

    private List<ListedDatabase> rows(Form form, String body) {
        return switch (lists.read(form, body)) {
            case Reading.Rows(var rows) -> rows;
            case Reading.Unreadable(var reason) ->
                throw new Refusal(Problem.of(
                        HttpStatus.BAD_REQUEST,
                        "unreadable_list",
                        "This is no list of databases: " + reason,
                        "Send what GET /api/databases/export answers, with the Content-Type of its form"));
        };
    }
}
