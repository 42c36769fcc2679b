package dev.pgrm.store;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface LogRows extends GenericRepository<LogRow, Long> {
    @Query("""
            insert into server_log (server_id, at, fingerprint, severity, sqlstate, code, message, detail, hint, context,
                statement, pid, process, database, application, subscription, subscription_name, slot, relation, finished_at)
            select server_id, at, fingerprint, severity, sqlstate, code, message, detail, hint, context,
                statement, pid, process, database, application, subscription, subscription_name, slot, relation, finished_at
            from jsonb_to_recordset(cast(:rows as jsonb)) as told (server_id uuid, at timestamptz, fingerprint uuid,
                severity text, sqlstate text, code text, message text, detail text, hint text, context text, statement text,
                pid integer, process text, database text, application text, subscription bigint, subscription_name text,
                slot text, relation text, finished_at pg_lsn)
            on conflict do nothing""")
    int append(@TypeDef(type = DataType.JSON) List<Map<String, String>> rows);

    /** The conditions are those of {@link dev.pgrm.domain.log.Concern#covers}, in their order. */
    @Query("""
            select * from server_log
            where server_id = :serverId
              and (cast(:since as timestamptz) is null or at >= cast(:since as timestamptz))
              and (cast(:until as timestamptz) is null or at < cast(:until as timestamptz))
              and (cast(:beforeAt as timestamptz) is null
                or (at, id) < (cast(:beforeAt as timestamptz), cast(:beforeId as bigint)))
              and case
                when subscription is not null and cast(:subscription as bigint) is not null
                    then subscription = cast(:subscription as bigint)
                when subscription_name is not null
                    then cast(:subscriptionName as text) is not null and subscription_name = cast(:subscriptionName as text)
                when slot is not null and cast(:slot as text) is not null then slot = cast(:slot as text)
                else subscription is null and code in (:unnamed) end
              and (:code = '' or code = :code)
              and (:text = '' or position(lower(:text) in lower(concat_ws(E'\\n', message, detail, hint, context, relation,
                code, sqlstate))) > 0)
            order by at desc, id desc
            limit :most""")
    List<LogRow> find(
            UUID serverId,
            @Nullable Instant since,
            @Nullable Instant until,
            @Nullable Instant beforeAt,
            @Nullable Long beforeId,
            @Nullable Long subscription,
            @Nullable String subscriptionName,
            @Nullable String slot,
            Collection<String> unnamed,
            String text,
            String code,
            int most);

    @Query("""
            delete from server_log where id in (
                select id from server_log where at < clock_timestamp() - :millis * interval '1 millisecond'
                 order by at limit :most)""")
    int deleteOlder(long millis, int most);
}
