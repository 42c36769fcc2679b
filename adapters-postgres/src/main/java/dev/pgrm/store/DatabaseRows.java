package dev.pgrm.store;

import io.micronaut.data.annotation.Join;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface DatabaseRows extends GenericRepository<DatabaseRow, UUID> {
    @Join("server")
    List<DatabaseRow> findAllOrderByName();

    /** Every condition holds where nothing was asked. */
    @Query("""
            select d.*, s_.id as s_id, s_.host as s_host, s_.port as s_port
            from registered_database d join server s_ on s_.id = d.server_id
            where (cast(:after as text) is null or d.name collate "C" > :after)
              and (cast(:name as text) is null or d.name = :name)
              and (cast(:environment as text) is null or d.environment = :environment)
              and (cast(:provider as text) is null or d.provider = :provider)
              and (cast(:role as text) is null or d.role = :role)
              and (cast(:keeper as text) is null or d.keeper = :keeper)
              and d.tags @> cast(:tags as jsonb)
              and (cast(:text as text) is null
                or position(lower(:text) in lower(concat_ws(E'\\n', d.name, d.database, d.environment, d.notes,
                    s_.host, array_to_string(d.alternate_hosts, E'\\n')))) > 0
                or exists (select from jsonb_each_text(d.tags) t
                    where position(lower(:text) in lower(t.key || ':' || t.value)) > 0))
            order by d.name collate "C"
            limit :most""")
    @Join(value = "server", alias = "s_")
    List<DatabaseRow> find(
            @Nullable String text,
            @Nullable String name,
            @Nullable String environment,
            @Nullable String provider,
            @Nullable String role,
            @Nullable String keeper,
            @TypeDef(type = DataType.JSON) Map<String, String> tags,
            @Nullable String after,
            int most);

    @Join("server")
    Optional<DatabaseRow> findById(UUID id);

    boolean existsById(UUID id);

    DatabaseRow save(DatabaseRow row);

    DatabaseRow update(DatabaseRow row);

    @Query("delete from registered_database where id = :id and version = :version")
    int delete(UUID id, long version);
}
