package dev.pgrm.domain.stream;

import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.postgres.Oid;

/** A subscription, by its database and its oid there. */
public record SubscriptionId(DatabaseId target, Oid subscription) {}
