package dev.pgrm.api.database;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.Words;
import dev.pgrm.domain.database.ConnectionTest;
import dev.pgrm.domain.database.ConnectionTest.Outcome;
import dev.pgrm.domain.database.ConnectionTest.Stage;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How far a connection test came. */
@Serdeable
record ConnectionTestBody(boolean ok, List<StageBody> stages) {

    /**
     * @param name dns, tcp, tls, secret-access, sign-in, privileges or replication-prerequisites
     * @param status passed, failed or skipped
     * @param code of the worst that is wrong; none unless the stage failed
     * @param detail what was found, what is wrong or why it was not tried; a line for each
     * @param remedy what to do, a line for each that is wrong
     * @param seconds none when it was not tried
     */
    @Serdeable
    record StageBody(
            String name,
            String status,
            @Nullable String code,
            String detail,
            @Nullable String remedy,
            @Nullable Double seconds) {}

    static ConnectionTestBody of(ConnectionTest test) {
        return new ConnectionTestBody(
                test.ok(), test.stages().stream().map(ConnectionTestBody::stage).toList());
    }

    private static StageBody stage(Stage stage) {
        String name = Words.of(stage.name());
        Double seconds = seconds(stage.took());
        return switch (stage.outcome()) {
            case Outcome.Passed(var detail) -> new StageBody(name, "passed", null, detail, null, seconds);
            case Outcome.Skipped(var reason) -> new StageBody(name, "skipped", null, reason, null, seconds);
            case Outcome.Failed(var troubles) ->
                new StageBody(
                        name,
                        "failed",
                        troubles.getFirst().code(),
                        lines(troubles, Trouble::message),
                        lines(troubles, Trouble::remedy),
                        seconds);
        };
    }

    private static String lines(List<Trouble> troubles, Function<Trouble, String> part) {
        return troubles.stream().map(part).collect(Collectors.joining("\n"));
    }

    /** To the tenth of a millisecond: the rest is noise. */
    private static @Nullable Double seconds(@Nullable Duration took) {
        return took == null ? null : Math.round(took.toNanos() / 1e5) / 1e4;
    }
}
