package dev.pgrm.store;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface KeptConnectionRows extends GenericRepository<KeptConnectionRow, UUID> {
    @Query("""
            insert into kept_connection (target_id, subscription, source_id, source_host, source_port, host, port, database, ssl_mode,
                root_certificate, passfile, mark, kept_at)
            values (:targetId, :subscription, :sourceId, cast(:sourceHost as text), cast(:sourcePort as integer), :host, :port, :database, :sslMode,
                cast(:rootCertificate as text), cast(:passfile as text), cast(:mark as text), :keptAt)
            on conflict (target_id, subscription) do update set source_id = excluded.source_id,
                source_host = excluded.source_host, source_port = excluded.source_port, host = excluded.host,
                port = excluded.port, database = excluded.database, ssl_mode = excluded.ssl_mode,
                root_certificate = excluded.root_certificate, passfile = excluded.passfile, mark = excluded.mark,
                kept_at = excluded.kept_at""")
    void keep(
            UUID targetId,
            long subscription,
            UUID sourceId,
            @Nullable String sourceHost,
            @Nullable Integer sourcePort,
            String host,
            int port,
            String database,
            String sslMode,
            @Nullable String rootCertificate,
            @Nullable String passfile,
            @Nullable String mark,
            Instant keptAt);

    @Query("select * from kept_connection order by target_id, subscription")
    List<KeptConnectionRow> all();

    @Query("select * from kept_connection where target_id = :targetId and subscription = :subscription for update")
    Optional<KeptConnectionRow> lock(UUID targetId, long subscription);

    @Query("delete from kept_connection where target_id = :targetId and subscription = :subscription")
    void forget(UUID targetId, long subscription);
}
