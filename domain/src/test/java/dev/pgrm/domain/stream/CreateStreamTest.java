package dev.pgrm.domain.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationId;
import dev.pgrm.domain.operation.Runbook;
import dev.pgrm.domain.postgres.Conninfo;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SubscriptionName;
import dev.pgrm.domain.stream.SubscriptionSpec.Options;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CreateStreamTest {
    private static final CreateStream WORK = new CreateStream(
            new End(new DatabaseId(new UUID(0, 1)), "shop"),
            new End(new DatabaseId(new UUID(0, 2)), "lake"),
            new Conninfo(new Endpoint("shop.example", 5432), "shop", "prefer", null, null),
            new PublicationSpec(new PublicationName("all"), false, List.of(), List.of(), Set.of(), false),
            new SubscriptionSpec(new SubscriptionName("it's"), new SlotName("feed"), true, true, Options.UNSAID));

    /** Nobody could tell which they were, once the subscription is gone. */
    @Test
    void its_runbook_asks_for_the_slots_of_copies_before_it_drops_the_subscription() {
        String runbook = Runbook.of(Operation.of(new OperationId(new UUID(0, 3)), WORK, "ada", Instant.EPOCH));

        assertThat(runbook.substring(runbook.indexOf("To undo it")))
                .containsSubsequence(
                        "-- on lake:\nselect E'pg\\\\_' || oid",
                        "where subname = 'it''s'",
                        "alter subscription \"it's\" disable;",
                        "drop subscription \"it's\";",
                        "-- on shop:\n\\prompt ",
                        "not active and slot_name like :'copies';",
                        "select pg_drop_replication_slot('feed');");
    }
}
