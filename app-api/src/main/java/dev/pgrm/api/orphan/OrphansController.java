package dev.pgrm.api.orphan;

import dev.pgrm.application.StoreGate;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.orphan.FindingOrphans;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;

@Controller("/api/replication/orphans")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Orphans")
final class OrphansController {
    private final FindingOrphans finding;
    private final StoreGate store;

    OrphansController(FindingOrphans finding, StoreGate store) {
        this.finding = finding;
        this.store = store;
    }

    /**
     * Slots, publications and origins of all registered servers that no stream on the map uses, as last seen. Whoever is not registered
     * may use them all the same.
     */
    @Get
    OrphanBody.Page list(@Parameter(hidden = true) Actor actor) {
        store.requireOpen();
        return new OrphanBody.Page(
                finding.find(actor).stream().map(OrphanBody::of).toList(), null);
    }
}
