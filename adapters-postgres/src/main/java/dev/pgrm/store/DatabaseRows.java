package dev.pgrm.store;

import io.micronaut.data.annotation.Join;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface DatabaseRows extends GenericRepository<DatabaseRow, UUID> {
    @Join("server")
    List<DatabaseRow> findAllOrderByName();

    @Join("server")
    Optional<DatabaseRow> findById(UUID id);

    boolean existsById(UUID id);

    DatabaseRow save(DatabaseRow row);

    DatabaseRow update(DatabaseRow row);

    @Query("delete from registered_database where id = :id and version = :version")
    int delete(UUID id, long version);
}
