package dev.pgrm.store;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

@MappedEntity("last_known_observation")
record ObservationRow(@Id UUID serverId, Instant observedAt, String body) {}
