package dev.pgrm.application.stream;

import dev.pgrm.domain.database.DatabaseDraft;
import dev.pgrm.domain.stream.StreamDraft;
import org.jspecify.annotations.Nullable;

/** A stream that somebody wants, as entered. */
public record StreamWish(End source, End target, StreamDraft stream) {

    /**
     * One end of it, as entered.
     *
     * @param id of a registered database
     * @param database one that is to be registered
     */
    public record End(@Nullable String id, @Nullable DatabaseDraft database) {}

    boolean registers() {
        return source.database() != null || target.database() != null;
    }
}
