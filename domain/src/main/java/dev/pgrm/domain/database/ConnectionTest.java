package dev.pgrm.domain.database;

import dev.pgrm.domain.Trouble;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far we come on the way to a database, stage by stage. */
public record ConnectionTest(List<Stage> stages) {
    public ConnectionTest {
        stages = List.copyOf(stages);
    }

    /** In this order: what a stage needs comes before it. */
    public enum Name {
        DNS,
        TCP,
        TLS,
        SECRET_ACCESS,
        SIGN_IN,
        PRIVILEGES,
        REPLICATION_PREREQUISITES
    }

    public sealed interface Outcome {
        /** @param detail what was found, for people */
        record Passed(String detail) implements Outcome {}

        /** @param troubles all that is wrong here, the worst first */
        record Failed(List<Trouble> troubles) implements Outcome {
            public Failed {
                if (troubles.isEmpty()) {
                    throw new IllegalArgumentException("A stage fails for a reason");
                }
                troubles = List.copyOf(troubles);
            }

            public static Failed by(Trouble trouble) {
                return new Failed(List.of(trouble));
            }
        }

        /** @param reason why it was not tried */
        record Skipped(String reason) implements Outcome {}
    }

    /** @param took nothing when it was not tried */
    public record Stage(
            Name name, Outcome outcome, @Nullable Duration took) {}

    /** We get in and may look; what replication needs beside that is another question. */
    public boolean reaches() {
        return stages.stream()
                .filter(stage -> stage.name() != Name.REPLICATION_PREREQUISITES)
                .noneMatch(stage -> stage.outcome() instanceof Outcome.Failed);
    }

    /** Nothing that was tried failed. */
    public boolean ok() {
        return stages.stream().noneMatch(stage -> stage.outcome() instanceof Outcome.Failed);
    }
}
