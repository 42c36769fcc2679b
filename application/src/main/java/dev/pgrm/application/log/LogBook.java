package dev.pgrm.application.log;

import dev.pgrm.domain.log.Concern;
import dev.pgrm.domain.log.ReplicationMessage;
import dev.pgrm.domain.server.ServerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps messages of logs. */
public interface LogBook {
    /** Keeps what is not kept yet: the same message of the same server, read twice, is kept once. */
    void append(List<Told> messages);

    /** Newest first. */
    List<Kept> search(Search search);

    /**
     * Forgets messages that are older, by the clock of the book, as many as can be forgotten in a moment: a worker's own clock may
     * be wrong.
     *
     * @return whether there may be more of them
     */
    boolean forget(Duration age);

    /** A message, and the server in whose log it stands. */
    record Told(ServerId server, ReplicationMessage message) {}

    record Kept(Place place, ReplicationMessage message) {}

    /** Where a message stands in the book. */
    record Place(Instant at, long number) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byTime = at.compareTo(other.at);
            return byTime == 0 ? Long.compare(number, other.number) : byTime;
        }
    }

    /**
     * @param concern which messages of the server
     * @param from the earliest
     * @param to after the latest
     * @param text that occurs in any part of the message, whatever the case of its letters; empty for all
     * @param code of the message; empty for all
     * @param before only what stands before that place; none for the latest
     */
    record Search(
            ServerId server,
            Concern concern,
            @Nullable Instant from,
            @Nullable Instant to,
            String text,
            String code,
            @Nullable Place before,
            int limit) {}
}
