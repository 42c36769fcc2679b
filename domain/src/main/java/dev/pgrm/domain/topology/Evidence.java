package dev.pgrm.domain.topology;

import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SystemIdentifier;
import dev.pgrm.domain.server.ServerId;

/**
 * A fact by which something on the map is known again. An id is minted once for it and kept in the store, so that the id
 * outlives restarts, renames, failover and the later registration of a missing end.
 */
public record Evidence(String text) {
    private static final String SUBSCRIPTION = "stream/subscription/";

    static Evidence ofSubscription(DatabaseId subscriber, Oid subscription) {
        return new Evidence(SUBSCRIPTION + subscriber + "/" + subscription);
    }

    boolean isSubscription() {
        return text.startsWith(SUBSCRIPTION);
    }

    /** By system identifier rather than server: a slot that failed over to a standby feeds the same stream. */
    static Evidence ofSlot(SystemIdentifier publisher, SlotName slot) {
        return new Evidence("stream/slot/" + publisher + "/" + slot);
    }

    /** A slot on this server alone: clones share a system identifier, and perhaps the names of slots. */
    static Evidence ofSlotOn(ServerId publisher, SlotName slot) {
        return new Evidence("stream/slot-on/" + publisher + "/" + slot);
    }

    static Evidence ofStandby(ServerId standby) {
        return new Evidence("stream/standby/" + standby);
    }

    static Evidence ofSender(ServerId upstream, String consumer) {
        return new Evidence("stream/sender/" + upstream + "/" + consumer);
    }

    public static Evidence ofServerAt(Endpoint endpoint) {
        return new Evidence("server/at/" + endpoint);
    }

    static Evidence ofConsumerServer(Evidence stream) {
        return new Evidence("server/end-of/" + stream.text());
    }

    /** An instance of RDS, by its resource id or its ARN. */
    static Evidence ofRds(String id) {
        return new Evidence("server/rds/" + id);
    }

    static Evidence ofRdsReplica(String id) {
        return new Evidence("stream/rds/" + id);
    }

    /**
     * A database by its name and what it is on.
     *
     * @param server the id of a registered one, or the evidence of one that nobody registered
     */
    public static Evidence ofDatabaseOn(String server, String database) {
        return new Evidence("node/" + server + "/" + database);
    }
}
