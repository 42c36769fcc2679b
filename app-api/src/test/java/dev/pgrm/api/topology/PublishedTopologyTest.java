package dev.pgrm.api.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.application.MovableClock;
import dev.pgrm.application.database.InMemoryRegistry;
import dev.pgrm.application.database.Specs;
import dev.pgrm.application.observation.InMemoryObservations;
import dev.pgrm.application.topology.IdentityStore;
import dev.pgrm.application.topology.LiveTopology;
import dev.pgrm.domain.database.Keeper;
import dev.pgrm.domain.topology.Evidence;
import dev.pgrm.domain.topology.Identities;
import io.micronaut.serde.ObjectMapper;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PublishedTopologyTest {
    private final MovableClock clock = new MovableClock();
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final InMemoryObservations observations = new InMemoryObservations();
    private final LiveTopology live = new LiveTopology(
            registry, observations, observations.lastKnown(), new NothingToIdentify(), clock, Duration.ofSeconds(25));
    private final PublishedTopology published =
            new PublishedTopology(live, new KeptLayout(new RememberedLayouts(), clock), ObjectMapper.getDefault());

    @Test
    void every_edition_has_a_tag_of_its_own_from_the_first_on() {
        var before = published.edition();

        registry.add(Specs.complete("orders"), Keeper.PEOPLE, "ada", clock.instant());
        live.refresh();
        var after = published.edition();

        assertThat(after.text()).isNotEqualTo(before.text());
        assertThat(after.etag()).isNotEqualTo(before.etag());
    }

    private record NothingToIdentify() implements IdentityStore {
        @Override
        public Identities all() {
            return Identities.NONE;
        }

        @Override
        public Identities identify(Collection<Set<Evidence>> sets) {
            return Identities.NONE;
        }
    }
}
