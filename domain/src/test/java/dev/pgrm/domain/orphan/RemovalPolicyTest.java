package dev.pgrm.domain.orphan;

import static dev.pgrm.domain.orphan.Remains.NOON;
import static dev.pgrm.domain.orphan.Remains.TARGET;
import static dev.pgrm.domain.orphan.Remains.publication;
import static dev.pgrm.domain.orphan.Remains.removed;
import static dev.pgrm.domain.orphan.Remains.slot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pgrm.domain.observation.Slot.Kind;
import dev.pgrm.domain.operation.OperationId;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.stream.Leftover;
import dev.pgrm.domain.topology.Orphan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RemovalPolicyTest {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final RemovalPolicy POLICY = new RemovalPolicy(WEEK);
    private static final OperationId SOME = new OperationId(new UUID(3, 3));
    private static final Provenance MADE = new Provenance(SOME, TARGET.id(), null, null, false);
    private static final Instant LONG_AGO = NOON.minus(Duration.ofDays(30));

    private static boolean due(Orphan orphan, Provenance provenance, Instant firstSeen) {
        return POLICY.due(new KnownOrphan(orphan, provenance), id -> true, firstSeen, NOON);
    }

    private static Provenance left(Instant at) {
        return new Provenance(SOME, TARGET.id(), SOME, at, false);
    }

    @Test
    void a_slot_is_due_when_it_has_been_idle_for_that_long() {
        assertThat(due(slot(NOON.minus(WEEK)), MADE, LONG_AGO)).isTrue();
        assertThat(due(slot(NOON.minus(WEEK).plusSeconds(1)), MADE, LONG_AGO)).isFalse();
    }

    @Test
    void where_no_server_tells_the_end_of_its_stream_counts() {
        assertThat(due(slot(null), left(NOON.minus(WEEK)), LONG_AGO)).isTrue();
        assertThat(due(slot(null), left(NOON.minus(WEEK).plusSeconds(1)), LONG_AGO))
                .isFalse();
        assertThat(due(slot(LONG_AGO), left(NOON.minus(WEEK).plusSeconds(1)), LONG_AGO))
                .isFalse();
        assertThat(due(publication(), left(NOON.minus(WEEK)), LONG_AGO)).isTrue();
    }

    @Test
    void what_was_kept_on_purpose_is_never_due() {
        var kept = new Provenance(SOME, TARGET.id(), null, null, true);
        assertThat(due(publication(), kept, LONG_AGO)).isFalse();
    }

    @Test
    void where_nothing_is_known_it_begins_when_we_saw_it() {
        assertThat(due(publication(), MADE, NOON.minus(WEEK))).isTrue();
        assertThat(due(publication(), MADE, NOON.minus(WEEK).plusSeconds(1))).isFalse();
        assertThat(due(slot(null), MADE, NOON.minus(WEEK).plusSeconds(1))).isFalse();
    }

    @Test
    void one_that_was_idle_for_long_and_is_an_orphan_of_late_is_left_alone_for_a_while() {
        assertThat(due(slot(LONG_AGO), MADE, NOON.minus(RemovalPolicy.LEAST))).isTrue();
        assertThat(due(slot(LONG_AGO), MADE, NOON.minus(RemovalPolicy.LEAST).plusSeconds(1)))
                .isFalse();
    }

    @Test
    void what_others_made_is_never_due() {
        assertThat(due(slot(LONG_AGO), Provenance.UNKNOWN, LONG_AGO)).isFalse();
        assertThat(due(slot(LONG_AGO), new Provenance(null, null, SOME, LONG_AGO, false), LONG_AGO))
                .isFalse();
    }

    @Test
    void physical_slots_origins_and_what_cannot_be_seen_are_never_due() {
        assertThat(due(slot(Kind.PHYSICAL, LONG_AGO, false), MADE, LONG_AGO)).isFalse();
        assertThat(due(slot(Kind.LOGICAL, LONG_AGO, true), MADE, LONG_AGO)).isFalse();
        assertThat(due(Remains.orphan(Leftover.ORIGIN, null, false), MADE, LONG_AGO))
                .isFalse();
    }

    @Test
    void what_somebody_may_use_is_never_due() {
        assertThat(due(slot(LONG_AGO, "Somebody may"), MADE, LONG_AGO)).isFalse();
    }

    @Test
    void a_target_that_is_away_may_come_back_to_it() {
        var away = new KnownOrphan(slot(LONG_AGO), MADE);
        assertThat(POLICY.due(away, id -> false, LONG_AGO, NOON)).isFalse();

        var removed = new KnownOrphan(slot(LONG_AGO), left(LONG_AGO));
        assertThat(POLICY.due(removed, id -> false, LONG_AGO, NOON)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(OperationStatus.class)
    void asks_not_twice_while_one_waits_nor_soon_after_another(OperationStatus status) {
        Orphan orphan = slot(LONG_AGO);
        Instant hour = NOON.minus(Duration.ofHours(1));

        assertThat(RemovalPolicy.mayAsk(orphan, List.of(removed(Leftover.SLOT, status, hour)), NOON))
                .isEqualTo(status.over());
        assertThat(RemovalPolicy.mayAsk(orphan, List.of(removed(Leftover.SLOT, status, hour.plusSeconds(1))), NOON))
                .isFalse();
        assertThat(RemovalPolicy.mayAsk(orphan, List.of(removed(Leftover.PUBLICATION, status, NOON)), NOON))
                .isTrue();
    }

    @Test
    void an_hour_is_the_least() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RemovalPolicy(RemovalPolicy.LEAST.minusSeconds(1)));
    }
}
