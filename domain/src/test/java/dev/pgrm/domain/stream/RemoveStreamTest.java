package dev.pgrm.domain.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationId;
import dev.pgrm.domain.operation.PlannedStep;
import dev.pgrm.domain.operation.Runbook;
import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SubscriptionName;
import dev.pgrm.domain.postgres.SystemIdentifier;
import dev.pgrm.domain.stream.LogicalStream.Subscribed;
import dev.pgrm.domain.stream.RemoveStream.Leave;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RemoveStreamTest {
    private static final End SHOP = new End(new DatabaseId(new UUID(0, 1)), "shop");
    private static final End LAKE = new End(new DatabaseId(new UUID(0, 2)), "lake");
    private static final PublicationName ALL = new PublicationName("a\"ll");

    private static LogicalStream stream(@Nullable End source, @Nullable End target, @Nullable String slot) {
        return new LogicalStream(
                new StreamId(new UUID(0, 3)),
                "feed",
                source,
                target,
                target == null ? null : new Subscribed(new Oid(16_403), new SubscriptionName("feed")),
                slot == null ? null : new SlotName(slot),
                List.of(ALL));
    }

    private static List<String> steps(RemoveStream work) {
        return work.plan().stream().map(PlannedStep::name).toList();
    }

    private static String runbook(RemoveStream work) {
        return Runbook.of(Operation.of(new OperationId(new UUID(0, 4)), work, "ada", Instant.EPOCH));
    }

    @Test
    void what_can_be_undone_comes_before_what_cannot() {
        var work = new RemoveStream(stream(SHOP, LAKE, "feed"), Leave.NOTHING, List.of(ALL));

        assertThat(steps(work))
                .containsExactly(
                        RemoveStream.CHECK,
                        RemoveStream.STOP,
                        RemoveStream.IDLE,
                        RemoveStream.LET_GO,
                        RemoveStream.DROP,
                        RemoveStream.SLOTS,
                        RemoveStream.UNPUBLISH);
        assertThat(work.plan())
                .extracting(PlannedStep::forGood)
                .containsExactly(false, false, false, false, true, true, true);
        assertThat(work.subjects()).containsExactlyInAnyOrder("database:" + SHOP.id(), "database:" + LAKE.id());
        assertThat(runbook(work)).contains("""
                        -- on lake:
                        alter subscription "feed" set (slot_name = none);
                        """, """
                        -- on lake:
                        begin;
                        alter subscription "feed" connection 'host=/ dbname=none user=none password=none';
                        comment on subscription "feed" is null;
                        drop subscription "feed";
                        commit;
                        -- There is no way back from here on.
                        """, """
                        -- on shop:
                        drop publication if exists "a""ll";
                        """, """
                        -- on lake:
                        alter subscription "feed" set (slot_name = 'feed');
                        """, """
                        like E'pg\\\\_16403\\\\_sync\\\\_%\\\\_' || :'system';
                        """);
    }

    @Test
    void an_end_that_is_left_alone_is_not_touched() {
        var slotStays = new RemoveStream(stream(null, LAKE, "feed"), Leave.SLOT, List.of());
        assertThat(steps(slotStays)).containsExactly(RemoveStream.STOP, RemoveStream.LET_GO, RemoveStream.DROP);
        assertThat(slotStays.subjects()).containsExactly("database:" + LAKE.id());

        var subscriptionStays = new RemoveStream(stream(SHOP, null, "feed"), Leave.SUBSCRIPTION, List.of());
        assertThat(steps(subscriptionStays)).containsExactly(RemoveStream.IDLE, RemoveStream.SLOTS);
        assertThat(subscriptionStays.subjects()).containsExactly("database:" + SHOP.id());
        assertThat(runbook(subscriptionStays)).doesNotContain("subscription \"", "_sync_");
    }

    @Test
    void slots_of_copies_go_with_that_of_a_subscription_that_is_left() {
        var gone = new RemoveStream(
                stream(SHOP, LAKE, "feed"), Leave.SUBSCRIPTION, List.of(), null, new SystemIdentifier(4711));

        assertThat(runbook(gone))
                .contains("like E'pg\\\\_16403\\\\_sync\\\\_%\\\\_' || '4711';")
                .doesNotContain("\\prompt 'System");
    }

    @Test
    void without_a_slot_none_is_let_go_of() {
        assertThat(steps(new RemoveStream(stream(SHOP, LAKE, null), Leave.NOTHING, List.of())))
                .containsExactly(RemoveStream.CHECK, RemoveStream.STOP, RemoveStream.DROP, RemoveStream.SLOTS);
    }

    @Test
    void takes_the_ends_that_it_touches() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RemoveStream(stream(null, LAKE, "feed"), Leave.NOTHING, List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RemoveStream(stream(SHOP, null, "feed"), Leave.SLOT, List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RemoveStream(stream(SHOP, LAKE, null), Leave.SUBSCRIPTION, List.of()));
    }
}
