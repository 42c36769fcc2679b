alter table operation
    drop column subject,
    drop column parameters,
    drop column claimed_at,
    add column work      jsonb   not null,
    add column subjects  text[]  not null,
    add column cancelled boolean not null default false,
    add column result    jsonb   not null default '{}',
    add column beat_at   timestamptz,
    add constraint operation_work_object check (jsonb_typeof(work) = 'object'),
    add constraint operation_has_subjects check (cardinality(subjects) > 0);
create index operation_subjects on operation using gin (subjects);
comment on column operation.work is 'What it is to do, never with a secret.';
comment on column operation.beat_at is 'When its worker was heard of last, by the clock of this server.';

create table operation_hold (
    subject      text primary key,
    operation_id uuid not null references operation on delete cascade
);
create index operation_hold_operation on operation_hold (operation_id);
comment on table operation_hold is 'What running operations work on. Of two that share a subject one runs at a time.';

alter table operation_step
    add column notes jsonb not null default '{}',
    drop constraint operation_step_status_known,
    add constraint operation_step_status_known
        check (status in ('PENDING', 'RUNNING', 'DONE', 'FAILED', 'UNDONE', 'LEFT'));
comment on column operation_step.notes is 'What was there before the step, as undoing it must know.';

alter table history_pen add column page_before timestamptz;
comment on column history_pen.page_before is 'The page before the last: a claim tells it, from which a pause shows.';
