package dev.pgrm.api.database;

import dev.pgrm.application.StoreGate;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.trial.TryingConnections;
import dev.pgrm.domain.database.DatabaseId;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;

/** Connection tests, made by a monitor. What does not work is the answer's content, not an error of the request. */
@Controller("/api/databases")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Databases")
final class ConnectionTestsController {
    private final TryingConnections trying;
    private final StoreGate store;

    ConnectionTestsController(TryingConnections trying, StoreGate store) {
        this.trying = trying;
        this.store = store;
    }

    /** Goes the way to a database that is not registered, stage by stage; takes at most some ten seconds. Nothing is saved. */
    @Post("/test")
    ConnectionTestBody unsaved(@Parameter(hidden = true) Actor actor, @Body DatabaseBody.Draft draft) {
        return ConnectionTestBody.of(trying.test(actor, draft.draft()));
    }

    /** Goes the way to a registered database, stage by stage; takes at most some ten seconds. */
    @Post("/{id}/test")
    ConnectionTestBody saved(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        store.requireOpen();
        return ConnectionTestBody.of(trying.test(actor, new DatabaseId(id)));
    }
}
