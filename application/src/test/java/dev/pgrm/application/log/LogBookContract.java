package dev.pgrm.application.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.application.log.LogBook.Kept;
import dev.pgrm.application.log.LogBook.Place;
import dev.pgrm.application.log.LogBook.Search;
import dev.pgrm.application.log.LogBook.Told;
import dev.pgrm.domain.log.Concern;
import dev.pgrm.domain.log.LogEntry;
import dev.pgrm.domain.log.LogEntry.Severity;
import dev.pgrm.domain.log.MessageCode;
import dev.pgrm.domain.log.ReplicationMessage;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SubscriptionName;
import dev.pgrm.domain.server.ServerId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every book of messages keeps to. It begins empty. */
public abstract class LogBookContract {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123Z");
    private static final ServerId SERVER = new ServerId(new UUID(0, 1));
    private static final Concern ORDERS =
            Concern.subscription(new Oid(16400), new SubscriptionName("orders"), new SlotName("orders"));

    protected abstract LogBook book();

    @Test
    void reads_a_message_just_as_it_was_told() {
        var whole = new ReplicationMessage(
                MessageCode.UNIQUE_VIOLATION.code(),
                new LogEntry(
                        NOON,
                        Severity.ERROR,
                        "23505",
                        "duplicate \"key\"\n\tand more",
                        "Key (id)=(1) already exists.",
                        "a hint",
                        "in the \\ context",
                        "START_REPLICATION SLOT \"orders\"",
                        4711,
                        "logical replication apply worker",
                        "shop",
                        "orders"),
                new Oid(4_000_000_000L),
                new SubscriptionName("Orders of \"today\""),
                new SlotName("orders"),
                "public.orders",
                Lsn.parse("FFFFFFFF/B374D848"));
        book().append(List.of(new Told(SERVER, whole)));

        assertThat(book().search(search(Concern.subscription(new Oid(4_000_000_000L), null, null))))
                .extracting(Kept::message)
                .containsExactly(whole);
    }

    @Test
    void what_is_told_twice_is_kept_once() {
        var told = new Told(SERVER, about("orders", NOON, "one"));
        book().append(List.of(told, told));
        book().append(List.of(told, new Told(SERVER, about("orders", NOON, "two"))));

        assertThat(book().search(search(ORDERS))).hasSize(2);
    }

    @Test
    void what_servers_say_is_not_mixed_up() {
        book().append(List.of(new Told(new ServerId(new UUID(0, 2)), about("orders", NOON, "elsewhere"))));

        assertThat(book().search(search(ORDERS))).isEmpty();
    }

    @Test
    void finds_what_concerns_a_stream_as_the_rule_says() {
        var messages = new ArrayList<ReplicationMessage>();
        for (@Nullable Oid oid : new @Nullable Oid[] {null, new Oid(16400), new Oid(16401)}) {
            for (@Nullable String name : new @Nullable String[] {null, "orders", "others"}) {
                for (@Nullable String slot : new @Nullable String[] {null, "orders", "others"}) {
                    for (MessageCode code : List.of(MessageCode.STREAM_BROKEN, MessageCode.WORKERS_EXHAUSTED)) {
                        messages.add(message(code, oid, name, slot, NOON, "m" + messages.size()));
                    }
                }
            }
        }
        book().append(messages.stream()
                .map(message -> new Told(SERVER, message))
                .toList());

        for (Concern concern : List.of(
                ORDERS,
                Concern.subscription(null, new SubscriptionName("orders"), null),
                Concern.slot(new SlotName("orders")),
                Concern.standby(null))) {
            assertThat(book().search(search(concern)))
                    .extracting(Kept::message)
                    .containsExactlyInAnyOrderElementsOf(
                            messages.stream().filter(concern::covers).toList());
        }
    }

    @Test
    void pages_hold_everything_once_newest_first() {
        book().append(IntStream.range(0, 25)
                .mapToObj(i -> new Told(SERVER, about("orders", NOON.plusSeconds(i / 5), "message " + i)))
                .toList());

        var read = new ArrayList<Kept>();
        Place place = null;
        for (int page = 0; page < 4; page++) {
            List<Kept> found = book().search(new Search(SERVER, ORDERS, null, null, "", "", place, 7));
            read.addAll(found);
            place = found.getLast().place();
        }

        assertThat(read).hasSize(25).doesNotHaveDuplicates();
        assertThat(read.stream().map(Kept::place).toList()).isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    void looks_for_times_and_words() {
        book().append(IntStream.range(0, 3)
                .mapToObj(
                        i -> new Told(SERVER, about("orders", NOON.plusSeconds(i), i == 1 ? "50% of A_table" : "none")))
                .toList());

        assertThat(book().search(new Search(SERVER, ORDERS, NOON, NOON.plusSeconds(2), "", "", null, 10)))
                .hasSize(2);
        assertThat(book().search(new Search(SERVER, ORDERS, null, null, "a_TABLE", "", null, 10)))
                .hasSize(1);
        assertThat(book().search(new Search(SERVER, ORDERS, null, null, "50%", "", null, 10)))
                .hasSize(1);
        assertThat(book().search(new Search(SERVER, ORDERS, null, null, "5_%", "", null, 10)))
                .isEmpty();
    }

    @Test
    void looks_for_a_code_and_no_part_of_one() {
        book().append(List.of(
                new Told(SERVER, about("orders", NOON, "broken")),
                new Told(SERVER, message(MessageCode.SLOT_BUSY, null, "orders", null, NOON.plusSeconds(1), "busy"))));

        assertThat(book().search(new Search(SERVER, ORDERS, null, null, "", "slot_busy", null, 10)))
                .extracting(kept -> kept.message().entry().message())
                .containsExactly("busy");
        assertThat(book().search(new Search(SERVER, ORDERS, null, null, "", "slot", null, 10)))
                .isEmpty();
    }

    @Test
    void forgets_what_is_old() {
        Instant now = Clock.systemUTC().instant();
        book().append(List.of(
                new Told(SERVER, about("orders", now.minus(Duration.ofHours(2)), "old")),
                new Told(SERVER, about("orders", now, "new"))));

        assertThat(book().forget(Duration.ofHours(1))).isFalse();

        assertThat(book().search(search(ORDERS)))
                .extracting(kept -> kept.message().entry().message())
                .containsExactly("new");
    }

    private static Search search(Concern concern) {
        return new Search(SERVER, concern, null, null, "", "", null, 100);
    }

    private static ReplicationMessage about(String subscription, Instant at, String text) {
        return message(MessageCode.STREAM_BROKEN, null, subscription, null, at, text);
    }

    private static ReplicationMessage message(
            MessageCode code,
            @Nullable Oid oid,
            @Nullable String subscription,
            @Nullable String slot,
            Instant at,
            String text) {
        return new ReplicationMessage(
                code.code(),
                new LogEntry(at, Severity.ERROR, null, text, null, null, null, null, 77, null, null, null),
                oid,
                subscription == null ? null : new SubscriptionName(subscription),
                slot == null ? null : new SlotName(slot),
                null,
                null);
    }
}
