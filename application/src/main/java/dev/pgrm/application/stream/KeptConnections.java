package dev.pgrm.application.stream;

import dev.pgrm.domain.stream.SubscriptionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Remembers the connections that subscriptions have from us, never with a secret. What is not registered any more is forgotten. */
public interface KeptConnections {
    /** In place of what was kept of that subscription before. */
    void keep(KeptConnection connection);

    List<KeptConnection> all();

    /** Likewise one of them, which nobody else looks at or changes so until the transaction around this ends. */
    @Nullable
    KeptConnection lock(SubscriptionId holder);

    void forget(SubscriptionId holder);
}
