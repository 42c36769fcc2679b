package dev.pgrm.domain.topology;

import static dev.pgrm.domain.topology.Fleet.aFleet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.health.Health.Verdict;
import dev.pgrm.domain.stream.Match.Certainty;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The rules of the web UI's list of problems; a browser test sees that both agree. */
class ProblemsTest {
    private static Fleet replicating() {
        return aFleet().with("shop", server -> server.slot("feed", slot -> slot.readBy(1)))
                .with("lake", server -> server.subscribes("feed", sub -> sub.to("shop", "shop")));
    }

    private static int problems(Fleet fleet) {
        return fleet.map().summary().problems();
    }

    @Test
    void a_fleet_that_is_well_has_none() {
        assertThat(problems(replicating())).isZero();
    }

    @Test
    void an_unreachable_server_is_one_with_all_its_databases_and_streams() {
        var fleet = replicating().down("lake");

        assertThat(fleet.onlyStream().stale()).isTrue();
        assertThat(fleet.databaseHealth("lake").verdict()).isEqualTo(Verdict.CRITICAL);
        assertThat(problems(fleet)).isEqualTo(1);
    }

    @Test
    void a_stream_that_does_not_run_is_one_however_much_is_wrong_with_it() {
        var fleet = replicating()
                .change(
                        "lake",
                        server -> server.subscribes(
                                "feed", sub -> sub.to("shop", "shop").disabled()));

        assertThat(fleet.onlyStream().health().findings()).isNotEmpty();
        assertThat(problems(fleet)).isEqualTo(1);
    }

    @Test
    void a_warning_is_one_and_a_note_is_none() {
        var warned = aFleet().with("shop", server -> server.limit("max_wal_senders", 10, 10));
        var noted = aFleet().with("shop", server -> server.hides("replication origins", "grant it"));

        assertThat(warned.serverHealth("shop").verdict()).isEqualTo(Verdict.WARNING);
        assertThat(problems(warned)).isEqualTo(1);
        assertThat(noted.serverHealth("shop").findings()).isNotEmpty();
        assertThat(problems(noted)).isZero();
    }

    @Test
    void that_nobody_looks_is_one_however_many_servers_and_whatever_ailed_them() {
        var fleet = replicating()
                .change("shop", server -> server.limit("max_wal_senders", 10, 10))
                .after(Duration.ofMinutes(5));

        assertThat(fleet.map().servers()).allMatch(Topology.MappedServer::stale);
        assertThat(problems(fleet)).isEqualTo(1);
    }

    @Test
    void a_guess_between_several_is_one() {
        var fleet = aFleet().with("left", server -> server.slot("feed", slot -> slot.readBy(1)))
                .with("right", server -> server.slot("feed", slot -> slot.readBy(1)))
                .with("lake", server -> server.subscribes("feed", sub -> {}));

        assertThat(fleet.streams())
                .extracting(stream -> stream.match().certainty())
                .contains(Certainty.AMBIGUOUS);
        assertThat(problems(fleet)).isPositive();
    }
}
