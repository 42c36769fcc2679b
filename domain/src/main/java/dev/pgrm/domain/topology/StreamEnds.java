package dev.pgrm.domain.topology;

import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.observation.DatabaseFacts.Subscription;
import dev.pgrm.domain.observation.Receiver;
import dev.pgrm.domain.observation.Sender;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.topology.LogicalLink.Publisher;
import dev.pgrm.domain.topology.LogicalLink.Subscriber;
import dev.pgrm.domain.topology.PhysicalLink.Known;
import dev.pgrm.domain.topology.PhysicalLink.Standby;
import org.jspecify.annotations.Nullable;

/**
 * What polls saw of the two ends of one stream. What belongs to an end that nobody registered is absent.
 *
 * @param subscriber the registered database that subscribes
 */
public record StreamEnds(
        @Nullable DatabaseId subscriber,
        @Nullable Subscription subscription,
        @Nullable Slot slot,
        @Nullable Sender sender,
        @Nullable Receiver receiver) {

    static StreamEnds of(LogicalLink link) {
        Subscriber subscriber = link.subscriber();
        Publisher publisher = link.publisher();
        return new StreamEnds(
                subscriber == null ? null : subscriber.database(),
                subscriber == null ? null : subscriber.subscription(),
                publisher == null ? null : publisher.slot(),
                publisher == null ? null : publisher.sender(),
                null);
    }

    static StreamEnds of(PhysicalLink link) {
        Known upstream = link.upstream() instanceof Known known ? known : null;
        boolean seen = link.downstream() instanceof Standby(var server) && server.seen() != null;
        return new StreamEnds(
                null,
                null,
                upstream == null ? null : upstream.slot(),
                upstream == null ? null : upstream.sender(),
                seen && link.downstream() instanceof Standby(var server)
                        ? server.facts().receiver()
                        : null);
    }
}
