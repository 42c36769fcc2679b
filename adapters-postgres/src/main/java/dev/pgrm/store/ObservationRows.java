package dev.pgrm.store;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface ObservationRows extends GenericRepository<ObservationRow, UUID> {
    /** Keeps nothing of a server that was removed meanwhile, and nothing older than what is kept. */
    @Query("""
            insert into last_known_observation as kept (server_id, observed_at, body)
            select server.id, cast(:observedAt as timestamptz), :body from server where server.id = :serverId for key share
            on conflict (server_id) do update set observed_at = excluded.observed_at, body = excluded.body
            where kept.observed_at <= excluded.observed_at""")
    int keep(UUID serverId, Instant observedAt, String body);

    @Query("select * from last_known_observation where server_id in (:serverIds)")
    List<ObservationRow> of(Collection<UUID> serverIds);
}
