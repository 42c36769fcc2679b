package dev.pgrm.store;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface ServerRows extends GenericRepository<ServerRow, UUID> {
    Optional<ServerRow> findByHostAndPort(String host, int port);

    boolean existsById(UUID id);

    ServerRow save(ServerRow row);

    @Query("delete from server where id = :id and not exists (select from registered_database where server_id = :id)")
    int deleteIfEmpty(UUID id);
}
