package dev.pgrm.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.application.AtOnce;
import dev.pgrm.application.AtOnce.End;
import dev.pgrm.application.topology.IdentityStore;
import dev.pgrm.domain.topology.Evidence;
import dev.pgrm.domain.topology.Identities;
import dev.pgrm.domain.topology.Identity;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("servers")
class PostgresIdentitiesTest {
    @RegisterExtension
    static final StoreUnderTest STORE = new StoreUnderTest();

    @Test
    void mints_one_id_for_each_set_and_keeps_it() {
        Identities first = identify(List.of(set("slot", "subscription"), set("other")));
        Identities again = identify(List.of(set("slot", "subscription"), set("other")));

        assertThat(id(first, "slot")).isEqualTo(id(first, "subscription")).isNotEqualTo(id(first, "other"));
        assertThat(again).isEqualTo(first).isEqualTo(identities().all());
    }

    @Test
    void extends_an_id_to_what_is_new_in_its_set() {
        Identities first = identify(set("slot"));

        Identities after = identify(set("slot", "subscription"));

        assertThat(id(after, "subscription")).isEqualTo(id(first, "slot"));
    }

    @Test
    void joins_two_ids_under_the_older_with_all_that_was_known_under_the_younger() {
        Identities older = identify(set("slot"));
        identify(set("subscription", "standby"));

        Identities joined = identify(set("subscription", "slot"));

        assertThat(joined.minted().values()).hasSize(3).extracting(Identity::id).containsOnly(id(older, "slot"));
        assertThat(joined.minted()).containsKey(new Evidence("standby"));
    }

    @Test
    void what_has_passed_on_to_another_subscription_leaves_its_id() {
        Identities before = identify(List.of(set("stream/subscription/a/1", "slot"), set("stream/subscription/a/2")));

        Identities after = identify(set("stream/subscription/a/2", "slot"));

        assertThat(id(after, "slot")).isEqualTo(id(before, "stream/subscription/a/2"));
        assertThat(id(after, "stream/subscription/a/1")).isEqualTo(id(before, "stream/subscription/a/1"));
        assertThat(after).isEqualTo(identities().all());
    }

    @Test
    void joins_sets_of_one_call_that_overlap() {
        Identities joined = identify(List.of(set("a", "b"), set("c", "d"), set("b", "c")));

        assertThat(joined.minted().values()).hasSize(4).extracting(Identity::id).containsOnly(id(joined, "a"));
    }

    @Test
    void many_who_identify_the_same_at_once_end_with_the_same_ids() throws InterruptedException {
        List<Set<Evidence>> sets = IntStream.range(0, 20)
                .mapToObj(i -> set("slot-" + i, "subscription-" + i))
                .toList();

        List<End<Identities>> ends = AtOnce.run(8, i -> identities().identify(i % 2 == 0 ? sets : sets.reversed()));

        assertThat(ends).extracting(End::failure).containsOnlyNulls();
        assertThat(ends).extracting(End::result).containsOnly(identities().all());
        assertThat(identities().all().minted().values().stream().distinct()).hasSize(20);
    }

    @Test
    void many_who_see_different_parts_at_once_end_with_one_id() throws InterruptedException {
        List<End<Identities>> ends = AtOnce.run(8, i -> identify(set("part-" + i, "part-" + (i + 1))));

        assertThat(ends).extracting(End::failure).containsOnlyNulls();
        assertThat(identities().all().minted().values()).hasSize(9);
        assertThat(identities().all().minted().values().stream().distinct()).hasSize(1);
    }

    private static IdentityStore identities() {
        return STORE.get(IdentityStore.class);
    }

    private static Identities identify(List<Set<Evidence>> sets) {
        return identities().identify(sets);
    }

    private static Identities identify(Set<Evidence> set) {
        return identify(List.of(set));
    }

    private static Set<Evidence> set(String... evidence) {
        return Stream.of(evidence).map(Evidence::new).collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable UUID id(Identities identities, String evidence) {
        Identity identity = identities.minted().get(new Evidence(evidence));
        return identity == null ? null : identity.id();
    }
}
