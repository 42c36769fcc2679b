create table server_log (
    id                bigint generated always as identity primary key,
    server_id         uuid        not null,
    at                timestamptz not null,
    fingerprint       uuid        not null,
    severity          text        not null,
    sqlstate          text,
    code              text        not null,
    message           text        not null,
    detail            text,
    hint              text,
    context           text,
    statement         text,
    pid               integer,
    process           text,
    database          text,
    application       text,
    subscription      bigint,
    subscription_name text,
    slot              text,
    relation          text,
    finished_at       pg_lsn,
    constraint server_log_once unique (server_id, at, fingerprint)
);
create index server_log_by_time on server_log (at);
comment on table server_log is
    'What the logs of servers said about replication, redacted. Without a reference to the server: messages of one that was removed expire by age, which keeps its removal cheap.';
comment on column server_log.fingerprint is
    'Of process, severity and text: the same lines of a log, read twice, are kept once.';
comment on column server_log.finished_at is 'The end of the transaction that failed, by which it can be skipped.';
