package dev.pgrm.store;

import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.operation.Step.StepStatus;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface OperationRows extends GenericRepository<OperationRow, UUID> {
    OperationRow save(OperationRow row);

    Optional<OperationRow> findById(UUID id);

    /** Those under way, perhaps by a worker that died, and those that wait for nobody. */
    @Query("""
            select * from operation o where status = 'RUNNING' or status = 'PENDING' and not exists
                (select from operation busy where busy.subject = o.subject and busy.status = 'RUNNING')
            order by requested_at, id""")
    List<OperationRow> claimable();

    @Query("select * from operation_step where operation_id in (:operations) order by operation_id, position")
    List<StepRow> steps(Collection<UUID> operations);

    @Query("""
            update operation set epoch = epoch + 1, status = 'RUNNING', claimed_by = :worker, claimed_at = :claimedAt
            where id = :id and epoch = :seen and status in (:claimable)""")
    int claim(UUID id, long seen, String worker, Instant claimedAt, Collection<OperationStatus> claimable);

    @Query("update operation set status = :next where id = :id and epoch = :epoch and status in (:before)")
    int move(UUID id, long epoch, OperationStatus next, Collection<OperationStatus> before);

    /** Holds the operation's row until the end, so that no claim comes between the look at its epoch and the write. */
    @Query("""
            with mine as (select id from operation where id = :operationId and epoch = :epoch for no key update)
            insert into operation_step (operation_id, position, name, status, detail, started_at, finished_at)
            select id, :position, :name, :status, :detail,
                cast(:startedAt as timestamptz), cast(:finishedAt as timestamptz) from mine
            on conflict (operation_id, position) do update set name = excluded.name, status = excluded.status,
                detail = excluded.detail, started_at = excluded.started_at, finished_at = excluded.finished_at""")
    int write(
            UUID operationId,
            long epoch,
            int position,
            String name,
            StepStatus status,
            @Nullable String detail,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt);
}
