package dev.pgrm.domain.stream;

import dev.pgrm.domain.database.DatabaseId;

/**
 * A registered database at one end of a stream.
 *
 * @param name under which it is registered
 */
public record End(DatabaseId id, String name) {}
