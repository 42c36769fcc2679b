package dev.pgrm.application.log;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.aws.IamRole;
import dev.pgrm.domain.aws.RdsLogs.LogFile;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Log files of instances of RDS, which lets nobody read them by SQL. */
public interface RdsLogFiles {
    Outcome<List<LogFile>> list(Instance instance, Instant writtenSince);

    /** @param marker where to go on; none for the last lines */
    Outcome<Portion> read(Instance instance, String file, @Nullable String marker);

    /** @param as the role that the registered database names */
    record Instance(
            String identifier, String region, @Nullable IamRole as) {}

    /**
     * A piece of a file.
     *
     * @param marker where to go on
     * @param more whether there is more to read at once
     */
    record Portion(String text, String marker, boolean more) {}

    /** @param <T> what was asked for */
    sealed interface Outcome<T> {}

    record Had<T>(T value) implements Outcome<T> {}

    record Refused<T>(Trouble trouble) implements Outcome<T> {}
}
