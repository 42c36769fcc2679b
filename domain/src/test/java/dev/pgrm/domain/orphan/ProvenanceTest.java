package dev.pgrm.domain.orphan;

import static dev.pgrm.domain.orphan.Remains.NOON;
import static dev.pgrm.domain.orphan.Remains.SOURCE;
import static dev.pgrm.domain.orphan.Remains.made;
import static dev.pgrm.domain.orphan.Remains.removal;
import static dev.pgrm.domain.orphan.Remains.removed;
import static dev.pgrm.domain.orphan.Remains.streamRemoved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.stream.Leftover;
import dev.pgrm.domain.stream.RemoveStream;
import dev.pgrm.domain.stream.RemoveStream.Leave;
import dev.pgrm.domain.topology.Orphan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class ProvenanceTest {
    private static final Orphan SLOT = Remains.slot(null);
    private static final Orphan PUBLICATION = Remains.publication();
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

    @ParameterizedTest
    @ValueSource(strings = {"feed_2", "my_feed", "fee"})
    void the_removal_of_another_whose_name_is_like_it_takes_nothing_away(String other) {
        assertOurs(streamRemoved(removal(SOURCE, other, other), Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"my \"feed\"", "'feed'", "Feed", "feed\\"})
    void nor_does_that_of_a_publication_in_whose_name_it_stands(String other) {
        assertOurs(streamRemoved(removal(SOURCE, "other", other), Map.of()));
    }

    @Test
    void nor_does_that_of_a_stream_that_has_its_slot_elsewhere() {
        assertOurs(streamRemoved(removal(Remains.TARGET, "feed", "feed"), Map.of()));
    }

    @Test
    void nor_does_one_that_left_the_source_alone() {
        assertOurs(streamRemoved(removal(SOURCE, Leave.SLOT, "feed", "feed"), Map.of()));
    }

    private static void assertOurs(Operation removal) {
        assertThat(Provenance.of(SLOT, List.of(removal, MADE)).madeBy()).isEqualTo(MADE.id());
        assertThat(Provenance.of(PUBLICATION, List.of(removal, MADE)).madeBy()).isEqualTo(MADE.id());
    }

    @Test
    void what_a_removal_kept_is_ours_still() {
        Operation keeping = streamRemoved(removal(SOURCE, "feed"), Map.of());

        Provenance publication = Provenance.of(PUBLICATION, List.of(keeping, MADE));
        assertThat(publication.madeBy()).isEqualTo(MADE.id());
        assertThat(publication.kept()).isTrue();
        assertThat(Provenance.of(PUBLICATION, List.of(MADE)).kept()).isFalse();
        assertThat(Provenance.of(SLOT, List.of(keeping, MADE))).isEqualTo(Provenance.UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource(value = Leave.class, names = "SLOT", mode = Mode.EXCLUDE)
    void what_a_removal_dropped_is_ours_no_more(Leave leave) {
        Operation dropping = streamRemoved(removal(SOURCE, leave, "feed", "other", "feed"), Map.of());

        assertThat(Provenance.of(PUBLICATION, List.of(dropping, MADE))).isEqualTo(Provenance.UNKNOWN);
        assertThat(Provenance.of(SLOT, List.of(dropping, MADE))).isEqualTo(Provenance.UNKNOWN);
    }

    @Test
    void of_several_publications_those_are_ours_still_that_could_not_be_dropped() {
        RemoveStream both = removal(SOURCE, "feed", "other", "feed");

        Operation other = streamRemoved(both, left("leftPublications", "other"), RemoveStream.UNPUBLISH);
        assertThat(Provenance.of(PUBLICATION, List.of(other, MADE))).isEqualTo(Provenance.UNKNOWN);

        Operation feed = streamRemoved(both, left("leftPublications", "feed"), RemoveStream.UNPUBLISH);
        assertThat(Provenance.of(PUBLICATION, List.of(feed, MADE)).madeBy()).isEqualTo(MADE.id());
        assertThat(Provenance.of(PUBLICATION, List.of(feed, MADE)).leftBy()).isEqualTo(feed.id());
    }

    @Test
    void a_slot_that_could_not_be_dropped_is_ours_still_while_its_publication_is_not() {
        Operation leaving =
                streamRemoved(removal(SOURCE, "feed", "feed"), left("leftSlot", "feed"), RemoveStream.SLOTS);

        assertThat(Provenance.of(SLOT, List.of(leaving, MADE)).madeBy()).isEqualTo(MADE.id());
        assertThat(Provenance.of(SLOT, List.of(leaving, MADE)).leftBy()).isEqualTo(leaving.id());
        assertThat(Provenance.of(PUBLICATION, List.of(leaving, MADE))).isEqualTo(Provenance.UNKNOWN);
    }

    private static Map<String, String> left(String what, String name) {
        return Map.of(what, name, "leftOn", SOURCE.id().toString());
    }
}
