package dev.pgrm.api.stream;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.pgrm.api.operation.OperationBody;
import dev.pgrm.api.operation.Patience;
import dev.pgrm.api.page.Asked;
import dev.pgrm.application.StoreGate;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.operation.AwaitingEnd;
import dev.pgrm.application.stream.ResyncingTables;
import dev.pgrm.domain.Violations;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.stream.StreamId;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One table of a stream, copied again. */
@Controller("/api/replication/streams/{id}/resync")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Streams")
final class ResyncingController {
    private static final int LONGEST = 63;

    private final ResyncingTables resyncing;
    private final AwaitingEnd awaiting;
    private final StoreGate store;

    ResyncingController(ResyncingTables resyncing, AwaitingEnd awaiting, StoreGate store) {
        this.resyncing = resyncing;
        this.awaiting = awaiting;
        this.store = store;
    }

    /**
     * Which table is to be copied again.
     *
     * @param schema of the table; public unless given
     * @param confirm schema and name of the table with a dot between, as its rows on the target are lost until they were copied
     */
    @JsonIgnoreProperties(ignoreUnknown = false)
    @Serdeable
    record ResyncWish(
            @Nullable String schema,
            @Nullable String table,
            @Nullable String confirm) {
        TableName name() {
            var asked = new Asked();
            String in = schema == null ? "public" : schema;
            String named = table == null ? "" : table;
            asked.require(right(in), "schema", "must be the name of a schema");
            asked.require(right(named), "table", "is required: the name of a table");
            asked.refuseIfWrong();
            return new TableName(in, named);
        }

        private static boolean right(String name) {
            return !name.isEmpty() && name.codePointCount(0, name.length()) <= LONGEST && Violations.canBeKept(name);
        }
    }

    /**
     * Empties one table on the target and copies it again, while the others flow on. The operation ends when the copy has begun: how far
     * it is shows with the stream.
     *
     * @param wait for how many seconds the end of the operation is waited for, 0 to 60
     */
    @Post
    HttpResponse<OperationBody> resync(
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @Body ResyncWish wish,
            @Nullable @QueryValue Integer wait) {
        store.requireOpen();
        Duration patience = Patience.of(wait);
        return OperationBody.answer(
                awaiting.await(resyncing.resync(actor, new StreamId(id), wish.name(), wish.confirm()), patience));
    }
}
