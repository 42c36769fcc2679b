package dev.pgrm.domain.server;

import dev.pgrm.domain.postgres.Endpoint;

/** A PostgreSQL instance under the address that databases were registered with. Two addresses may turn out to be one instance. */
public record Server(ServerId id, Endpoint endpoint) {}
