package dev.pgrm.domain.orphan;

import static dev.pgrm.domain.orphan.Remains.NOON;
import static dev.pgrm.domain.orphan.Remains.SOURCE;
import static dev.pgrm.domain.orphan.Remains.made;
import static dev.pgrm.domain.orphan.Remains.removed;
import static dev.pgrm.domain.orphan.Remains.streamRemoved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.stream.Leftover;
import dev.pgrm.domain.topology.Orphan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ProvenanceTest {
    private static final Orphan SLOT = Remains.slot(null);
    private static final Operation MADE = made(OperationStatus.SUCCEEDED);

    @Test
    void knows_what_was_made_here() {
        Provenance slot = Provenance.of(SLOT, List.of(MADE));

        assertThat(slot.madeBy()).isEqualTo(MADE.id());
        assertThat(slot.madeFor()).isEqualTo(Remains.TARGET.id());
        assertThat(slot.leftBy()).isNull();
        assertThat(Provenance.of(Remains.publication(), List.of(MADE)).madeHere())
                .isTrue();
        assertThat(Provenance.of(SLOT, List.of())).isEqualTo(Provenance.UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource(value = OperationStatus.class, names = "SUCCEEDED", mode = Mode.EXCLUDE)
    void what_was_not_made_to_the_end_does_not_count(OperationStatus status) {
        assertThat(Provenance.of(SLOT, List.of(made(status))).madeHere()).isFalse();
    }

    @Test
    void knows_who_left_it_and_when() {
        Operation leaving =
                streamRemoved(Map.of("leftSlot", "feed", "leftOn", SOURCE.id().toString()));

        Provenance provenance = Provenance.of(SLOT, List.of(leaving, MADE));

        assertThat(provenance.leftBy()).isEqualTo(leaving.id());
        assertThat(provenance.leftAt()).isEqualTo(NOON.plusSeconds(60));
        assertThat(provenance.madeHere()).isTrue();
    }

    @Test
    void publications_and_slots_of_copies_are_left_by_several() {
        Operation leaving = streamRemoved(Map.of(
                "leftPublications", "other\nfeed",
                "leftCopies", "pg_1_sync_2_3,feed",
                "leftOn", SOURCE.id().toString()));

        assertThat(Provenance.of(Remains.publication(), List.of(leaving)).leftBy())
                .isEqualTo(leaving.id());
        assertThat(Provenance.of(SLOT, List.of(leaving)).leftBy()).isEqualTo(leaving.id());
    }

    @Test
    void one_that_was_left_elsewhere_is_another() {
        Operation leaving = streamRemoved(
                Map.of("leftSlot", "feed", "leftOn", Remains.TARGET.id().toString()));

        assertThat(Provenance.of(SLOT, List.of(leaving)).leftBy()).isNull();
    }

    @Test
    void what_has_the_name_of_something_that_was_removed_since_is_anothers() {
        assertThat(Provenance.of(SLOT, List.of(streamRemoved(Map.of()), MADE)).madeHere())
                .isFalse();
        assertThat(Provenance.of(SLOT, List.of(removed(Leftover.SLOT, OperationStatus.SUCCEEDED, NOON), MADE))
                        .madeHere())
                .isFalse();
        assertThat(Provenance.of(SLOT, List.of(removed(Leftover.SLOT, OperationStatus.UNDONE, NOON), MADE))
                        .madeHere())
                .isTrue();
        assertThat(Provenance.of(SLOT, List.of(removed(Leftover.PUBLICATION, OperationStatus.SUCCEEDED, NOON), MADE))
                        .madeHere())
                .isTrue();
    }
}
