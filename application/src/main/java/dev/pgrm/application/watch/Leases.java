package dev.pgrm.application.watch;

import dev.pgrm.application.CacheUnavailable;
import dev.pgrm.domain.server.ServerId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which worker polls which server. A lease ends by itself when its holder is gone; nothing that must be exact rests on it. */
public interface Leases {
    /**
     * Says that a worker lives, for the given time.
     *
     * @return whether that was known; not at its first beat, nor after a pause longer than that time or a loss of memory
     */
    boolean beat(WorkerId worker, Duration lifetime);

    Set<WorkerId> liveWorkers();

    /** Takes or renews leases, except those that another worker holds, and says which are held now. */
    Set<ServerId> hold(Collection<ServerId> servers, WorkerId worker, Duration lifetime);

    /** Takes or renews one lease, unless another worker holds it. */
    default boolean hold(ServerId server, WorkerId worker, Duration lifetime) {
        return hold(List.of(server), worker, lifetime).contains(server);
    }

    void release(ServerId server, WorkerId worker);

    /** Says good-bye, so that others take over at once. */
    void leave(WorkerId worker);

    Map<ServerId, WorkerId> holders(Collection<ServerId> servers);

    /** The keeper of leases cannot be reached at present. */
    final class Unavailable extends CacheUnavailable {
        private static final long serialVersionUID = 1L;

        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
