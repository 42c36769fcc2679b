package dev.pgrm.store;

import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.operation.Step.StepStatus;
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
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface OperationRows extends GenericRepository<OperationRow, UUID> {
    String SEEN = """
            select id, kind, cast(work as text) as work, requested_by, requested_at, status, epoch, cancelled, error, result
              from operation as o
            """;

    @Query("""
            insert into operation (id, kind, work, subjects, requested_by, requested_at, status, epoch, cancelled, error, result)
            values (:id, :kind, cast(:work as jsonb),
                (select array_agg(subject) from jsonb_array_elements_text(cast(:subjects as jsonb)) as subject),
                :requestedBy, :requestedAt, :status, :epoch, :cancelled, cast(:error as jsonb), cast(:result as jsonb))""")
    void add(
            UUID id,
            String kind,
            String work,
            @TypeDef(type = DataType.JSON) Collection<String> subjects,
            String requestedBy,
            Instant requestedAt,
            OperationStatus status,
            long epoch,
            boolean cancelled,
            @TypeDef(type = DataType.JSON) @Nullable Map<String, String> error,
            @TypeDef(type = DataType.JSON) Map<String, String> result);

    @Query(SEEN + " where id = :id")
    Optional<OperationRow> find(UUID id);

    /** Against whoever changes it at the same time. */
    @Query(SEEN + " where id = :id for update")
    Optional<OperationRow> lock(UUID id);

    /** Those whose worker is silent, and those that wait for nobody. */
    @Query(SEEN + """
             where status = 'RUNNING'
                   and (beat_at is null or beat_at < clock_timestamp() - :silence * interval '1 millisecond')
                or status = 'PENDING' and not exists (select from operation_hold where subject = any (o.subjects))
             order by requested_at, id""")
    List<OperationRow> claimable(long silence);

    @Query(SEEN + """
             where (cast(:subject as text) is null or o.subjects @> array[cast(:subject as text)])
               and (cast(:kind as text) is null or kind = cast(:kind as text))
               and (cast(:status as text) is null or status = cast(:status as text))
               and (cast(:after as uuid) is null or (requested_at, id) <
                    (select requested_at, id from operation where id = cast(:after as uuid)))
             order by requested_at desc, id desc limit :most""")
    List<OperationRow> search(
            @Nullable String subject, @Nullable String kind, @Nullable String status, @Nullable UUID after, int most);

    @Query("select * from operation_step where operation_id in (:operations) order by operation_id, position")
    List<StepRow> steps(Collection<UUID> operations);

    @Query("""
            update operation set epoch = epoch + 1, status = 'RUNNING', claimed_by = :worker, beat_at = clock_timestamp()
            where id = :id and epoch = :seen and status in (:claimable)
              and (status <> 'RUNNING' or claimed_by = :worker or beat_at is null
                or beat_at < clock_timestamp() - :silence * interval '1 millisecond')""")
    int claim(UUID id, long seen, String worker, Collection<OperationStatus> claimable, long silence);

    /** Of what another holds nothing is taken. */
    @Query("""
            insert into operation_hold (subject, operation_id)
            select subject, o.id from operation as o, unnest(o.subjects) as subject where o.id = :id order by subject
            on conflict (subject) do update set operation_id = excluded.operation_id
                where operation_hold.operation_id = excluded.operation_id""")
    int hold(UUID id);

    @Query("select cardinality(subjects) from operation where id = :id")
    int subjects(UUID id);

    @Query("delete from operation_hold where operation_id = :id")
    void letGo(UUID id);

    @Query("update operation set beat_at = clock_timestamp() where id = :id and epoch = :epoch and status = 'RUNNING'")
    int beat(UUID id, long epoch);

    @Query("update operation set beat_at = null where id = :id and epoch = :epoch and status = 'RUNNING'")
    int release(UUID id, long epoch);

    @Query(
            "update operation set error = cast(:error as jsonb) where id = :id and epoch = :epoch and status = 'RUNNING'")
    int turnBack(UUID id, long epoch, @TypeDef(type = DataType.JSON) Map<String, String> error);

    @Query("""
            update operation set status = :next, result = cast(:result as jsonb)
            where id = :id and epoch = :epoch and status in (:before)""")
    int end(
            UUID id,
            long epoch,
            OperationStatus next,
            @TypeDef(type = DataType.JSON) Map<String, String> result,
            Collection<OperationStatus> before);

    /** Of one that is locked. */
    @Query("""
            update operation set status = :status, cancelled = :cancelled,
                error = case when :forget then null else error end where id = :id""")
    void ask(UUID id, OperationStatus status, boolean cancelled, boolean forget);

    /** Holds the operation's row until the end, so that no claim and no wish to stop comes between the look at it and the write. */
    @Query("""
            with mine as (select id from operation where id = :operationId and epoch = :epoch
                and not (cancelled and :unlessCancelled) for no key update)
            insert into operation_step (operation_id, position, name, status, detail, notes, started_at, finished_at)
            select id, :position, :name, :status, :detail, cast(:notes as jsonb),
                cast(:startedAt as timestamptz), cast(:finishedAt as timestamptz) from mine
            on conflict (operation_id, position) do update set name = excluded.name, status = excluded.status,
                detail = excluded.detail, notes = excluded.notes,
                started_at = excluded.started_at, finished_at = excluded.finished_at""")
    int write(
            UUID operationId,
            long epoch,
            int position,
            String name,
            StepStatus status,
            @Nullable String detail,
            @TypeDef(type = DataType.JSON) Map<String, String> notes,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            boolean unlessCancelled);
}
