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
interface IdentityRows extends GenericRepository<IdentityRow, String> {
    @Query("select * from identity")
    List<IdentityRow> all();

    @Query("select * from identity where evidence in (:evidence)")
    List<IdentityRow> under(Collection<String> evidence);

    @Query("insert into identity (evidence, id, minted_at) values (:evidence, :id, :mintedAt) on conflict do nothing")
    int add(String evidence, UUID id, Instant mintedAt);

    @Query("insert into identity (evidence, id, minted_at) values (:evidence, :id, :mintedAt)"
            + " on conflict (evidence) do update set id = excluded.id, minted_at = excluded.minted_at")
    int put(String evidence, UUID id, Instant mintedAt);

    @Query("delete from identity where id = :id and evidence like 'node/%'")
    int forgetDatabase(UUID id);
}
