package dev.pgrm.fleet.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.ConnectionTest;
import dev.pgrm.domain.database.ConnectionTest.Name;
import dev.pgrm.domain.database.ConnectionTest.Outcome;
import java.util.List;

/** What a connection test said, stage by stage. */
record Stages(ConnectionTest test) {
    Outcome of(Name name) {
        return test.stages().stream()
                .filter(stage -> stage.name() == name)
                .findFirst()
                .orElseThrow()
                .outcome();
    }

    String passed(Name name) {
        assertThat(of(name)).as(name + " in " + test).isInstanceOf(Outcome.Passed.class);
        return ((Outcome.Passed) of(name)).detail();
    }

    List<Trouble> failed(Name name) {
        assertThat(of(name)).as(name + " in " + test).isInstanceOf(Outcome.Failed.class);
        return ((Outcome.Failed) of(name)).troubles();
    }

    Trouble only(Name name) {
        assertThat(failed(name)).hasSize(1);
        return failed(name).getFirst();
    }

    String skipped(Name name) {
        assertThat(of(name)).as(name + " in " + test).isInstanceOf(Outcome.Skipped.class);
        return ((Outcome.Skipped) of(name)).reason();
    }

    List<Name> names() {
        return test.stages().stream().map(ConnectionTest.Stage::name).toList();
    }
}
