package dev.pgrm.api.orphan;

import dev.pgrm.api.operation.OperationBody;
import dev.pgrm.api.operation.Patience;
import dev.pgrm.api.problem.Problem;
import dev.pgrm.api.problem.Refusal;
import dev.pgrm.application.StoreGate;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.database.Registration;
import dev.pgrm.application.operation.AwaitingEnd;
import dev.pgrm.application.orphan.RemovingOrphans;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.stream.Leftover;
import dev.pgrm.domain.topology.Orphan;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Removes what no stream uses; there is no way back. What somebody uses is refused. Each removal is an operation: 202 with it, or 200
 * when it is over within the wait. It looks again on the server before it acts.
 */
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Orphans")
final class RemovingOrphansController {
    private final RemovingOrphans removing;
    private final Registration registration;
    private final AwaitingEnd awaiting;
    private final StoreGate store;

    RemovingOrphansController(
            RemovingOrphans removing, Registration registration, AwaitingEnd awaiting, StoreGate store) {
        this.removing = removing;
        this.registration = registration;
        this.awaiting = awaiting;
        this.store = store;
    }

    /**
     * Removes a slot that nobody reads and that feeds no stream.
     *
     * @param databaseId any registered database of its server
     * @param confirm the slot's name
     * @param wait for how many seconds the end of the operation is waited for, 0 to 60
     */
    @Delete("/slots/{databaseId}/{slot}")
    HttpResponse<OperationBody> slot(
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID databaseId,
            @PathVariable String slot,
            @Nullable @QueryValue String confirm,
            @Nullable @QueryValue Integer wait) {
        return remove(actor, Leftover.SLOT, databaseId, slot, confirm, wait);
    }

    /**
     * Removes a publication that no stream takes.
     *
     * @param databaseId the database in which it is
     * @param confirm the publication's name
     * @param wait for how many seconds the end of the operation is waited for, 0 to 60
     */
    @Delete("/databases/{databaseId}/publications/{name}")
    HttpResponse<OperationBody> publication(
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID databaseId,
            @PathVariable String name,
            @Nullable @QueryValue String confirm,
            @Nullable @QueryValue Integer wait) {
        return remove(actor, Leftover.PUBLICATION, databaseId, name, confirm, wait);
    }

    /**
     * Removes a replication origin whose subscription is gone.
     *
     * @param databaseId any registered database of its server
     * @param confirm the origin's name
     * @param wait for how many seconds the end of the operation is waited for, 0 to 60
     */
    @Delete("/databases/{databaseId}/origins/{name}")
    HttpResponse<OperationBody> origin(
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID databaseId,
            @PathVariable String name,
            @Nullable @QueryValue String confirm,
            @Nullable @QueryValue Integer wait) {
        return remove(actor, Leftover.ORIGIN, databaseId, name, confirm, wait);
    }

    private HttpResponse<OperationBody> remove(
            Actor actor,
            Leftover what,
            UUID databaseId,
            String name,
            @Nullable String confirm,
            @Nullable Integer wait) {
        store.requireOpen();
        Duration patience = Patience.of(wait);
        Orphan orphan = removing.removable(actor, what, registration.get(actor, new DatabaseId(databaseId)), name);
        if (!name.equals(confirm)) {
            throw new Refusal(question(orphan));
        }
        return OperationBody.answer(awaiting.await(removing.remove(actor, orphan), patience));
    }

    private static Problem question(Orphan orphan) {
        String held = orphan.held() == null || orphan.held().wal() == null
                ? ""
                : ". It holds back " + orphan.held().wal() + " of WAL";
        String users = orphan.mayBeUsedBy().isEmpty()
                ? "; whoever is not registered may use it all the same"
                : ". Yet it may be in use: " + String.join("; ", orphan.mayBeUsedBy());
        return Problem.of(
                        HttpStatus.CONFLICT,
                        "confirmation_needed",
                        "Removing the " + orphan.what().word() + " '" + orphan.name() + "' from " + orphan.serverName()
                                + " is for good. " + orphan.why() + users + held,
                        "Send it again with ?confirm= and the name of the "
                                + orphan.what().word())
                .with("dependents", orphan.mayBeUsedBy());
    }
}
