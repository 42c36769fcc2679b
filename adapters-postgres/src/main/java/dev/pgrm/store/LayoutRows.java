package dev.pgrm.store;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface LayoutRows extends GenericRepository<LayoutRow, String> {
    Optional<LayoutRow> findByFingerprint(String fingerprint);

    @Query("""
            insert into topology_layout (fingerprint, positions, computed_at)
            values (:fingerprint, cast(:positions as jsonb), :computedAt) on conflict do nothing""")
    int keep(
            String fingerprint,
            @TypeDef(type = DataType.JSON) Map<String, List<List<Double>>> positions,
            Instant computedAt);

    @Query("delete from topology_layout where computed_at < :before")
    int forget(Instant before);
}
