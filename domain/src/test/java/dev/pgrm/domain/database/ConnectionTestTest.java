package dev.pgrm.domain.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.ConnectionTest.Name;
import dev.pgrm.domain.database.ConnectionTest.Outcome;
import dev.pgrm.domain.database.ConnectionTest.Stage;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConnectionTestTest {
    private static ConnectionTest failingAt(Name... names) {
        var stages = new ArrayList<Stage>();
        for (Name name : names) {
            stages.add(new Stage(name, Outcome.Failed.by(new Trouble("code", "message", "remedy")), null));
        }
        stages.add(new Stage(Name.DNS, new Outcome.Passed("found"), null));
        stages.add(new Stage(Name.TLS, new Outcome.Skipped("not wanted"), null));
        return new ConnectionTest(stages);
    }

    @Test
    void what_was_skipped_is_no_failure() {
        assertThat(failingAt().ok()).isTrue();
        assertThat(failingAt().reaches()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(value = Name.class, mode = EnumSource.Mode.EXCLUDE, names = "REPLICATION_PREREQUISITES")
    void a_stage_on_the_way_in_that_failed_keeps_us_out(Name name) {
        assertThat(failingAt(name).reaches()).isFalse();
        assertThat(failingAt(name).ok()).isFalse();
    }

    @Test
    void a_database_that_may_only_be_watched_is_reached_all_the_same() {
        assertThat(failingAt(Name.REPLICATION_PREREQUISITES).ok()).isFalse();
        assertThat(failingAt(Name.REPLICATION_PREREQUISITES).reaches()).isTrue();
    }
}
