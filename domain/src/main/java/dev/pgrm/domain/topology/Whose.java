package dev.pgrm.domain.topology;

import dev.pgrm.domain.stream.Stream;
import java.util.List;

/** Who has to do with something that streams are made of. */
public sealed interface Whose {
    /** Nobody that is known. */
    record Nobodys(Orphan orphan) implements Whose {}

    /**
     * Somebody.
     *
     * @param why in plain words
     * @param streams that use it, if those are known
     */
    record Needed(String why, List<Stream> streams) implements Whose {
        public Needed {
            streams = List.copyOf(streams);
        }
    }

    /** It was not there when somebody last looked. */
    record Missing() implements Whose {}
}
