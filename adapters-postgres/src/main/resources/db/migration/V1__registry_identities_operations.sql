create table server (
    id   uuid primary key,
    host text not null,
    port integer not null,
    constraint server_address_unique unique (host, port),
    constraint server_host_lower_case check (host = lower(host) and host <> ''),
    constraint server_port_valid check (port between 1 and 65535)
);
comment on table server is
    'A PostgreSQL instance under the address its databases were registered with. Every row has at least one database.';

create table registered_database (
    id                      uuid primary key,
    server_id               uuid        not null references server,
    name                    text        not null,
    database                text        not null,
    environment             text,
    provider                text        not null,
    role                    text        not null,
    tls_mode                text        not null,
    credentials             text        not null,
    replication_credentials text,
    iam_role_arn            text,
    vpc_id                  text,
    subnet_ids              text[]      not null,
    security_group_ids      text[]      not null,
    tags                    jsonb       not null,
    notes                   text,
    version                 bigint      not null,
    created_at              timestamptz not null,
    created_by              text        not null,
    updated_at              timestamptz not null,
    updated_by              text        not null,
    constraint registered_database_name_unique unique (name),
    constraint registered_database_provider_known check (provider in ('AWS', 'GCP', 'AZURE', 'SELF_HOSTED')),
    constraint registered_database_role_known check (role in ('PRIMARY', 'REPLICA')),
    constraint registered_database_tls_mode_known
        check (tls_mode in ('DISABLE', 'PREFER', 'REQUIRE', 'VERIFY_CA', 'VERIFY_FULL')),
    constraint registered_database_credentials_are_references
        check (credentials ~ '^(arn:|ssm:|rds-iam:|file:|env:)'
            and replication_credentials ~ '^(arn:|ssm:|rds-iam:|file:|env:)'),
    constraint registered_database_tags_object check (jsonb_typeof(tags) = 'object')
);
create index registered_database_server on registered_database (server_id);
comment on table registered_database is 'A database as an administrator registered it.';
comment on column registered_database.credentials is 'Where user and password are found; never a password.';
comment on column registered_database.version is 'Raised by every change; a change against an older one is refused.';

create table identity (
    evidence  text primary key,
    id        uuid        not null,
    minted_at timestamptz not null
);
create index identity_id on identity (id);
comment on table identity is
    'Ids of streams, nodes and servers on the map, minted once under the facts by which each is known again. Several facts may share an id.';
comment on column identity.minted_at is 'When the id was minted; of two ids that turn out to be one thing the older stays.';

create table last_known_observation (
    server_id   uuid primary key references server on delete cascade,
    observed_at timestamptz not null,
    body        text        not null
);
comment on table last_known_observation is 'What was last known of each server: it outlives a flushed cache.';
comment on column last_known_observation.body is 'Text rather than jsonb: it is read back whole, exactly as written.';

create table audit_entry (
    id      bigint generated always as identity primary key,
    at      timestamptz not null,
    actor   text        not null,
    act     text        not null,
    subject text        not null,
    details jsonb       not null,
    constraint audit_entry_details_object check (jsonb_typeof(details) = 'object')
);
create index audit_entry_at on audit_entry (at desc, id desc);
create index audit_entry_subject on audit_entry (subject, at desc);
create index audit_entry_actor on audit_entry (actor, at desc);
comment on table audit_entry is 'Who did what to what. Rows are added and never changed or removed.';

create function refuse_change() returns trigger
    language plpgsql as
$$
begin
    raise exception 'Rows of % are added and never changed or removed', tg_table_name
        using errcode = 'restrict_violation';
end
$$;
create trigger audit_entry_append_only
    before update or delete or truncate on audit_entry
    for each statement execute function refuse_change();

create table operation (
    id           uuid primary key,
    kind         text        not null,
    subject      text        not null,
    parameters   jsonb       not null,
    requested_by text        not null,
    requested_at timestamptz not null,
    status       text        not null,
    epoch        bigint      not null,
    claimed_by   text,
    claimed_at   timestamptz,
    error        jsonb,
    constraint operation_status_known
        check (status in ('PENDING', 'RUNNING', 'SUCCEEDED', 'FAILED', 'UNDONE', 'CANCELLED')),
    constraint operation_epoch_not_negative check (epoch >= 0),
    constraint operation_claimed_whole check ((claimed_by is null) = (claimed_at is null)),
    constraint operation_parameters_object check (jsonb_typeof(parameters) = 'object')
);
create unique index operation_one_running_by_subject on operation (subject) where status = 'RUNNING';
create index operation_unfinished on operation (requested_at, id) where status in ('PENDING', 'RUNNING');
create index operation_requested_at on operation (requested_at desc, id desc);
comment on table operation is 'Long work on managed databases. Operations on one subject do not run at once.';
comment on column operation.epoch is
    'Raised by every claim. Whoever writes with an older one has been superseded, and nothing is written.';

create table operation_step (
    operation_id uuid    not null references operation on delete cascade,
    position     integer not null,
    name         text    not null,
    status       text    not null,
    detail       text,
    started_at   timestamptz,
    finished_at  timestamptz,
    primary key (operation_id, position),
    constraint operation_step_position_not_negative check (position >= 0),
    constraint operation_step_status_known check (status in ('PENDING', 'RUNNING', 'DONE', 'FAILED', 'UNDONE'))
);
comment on table operation_step is 'The journal of an operation: the present state of each of its steps.';

create table topology_layout (
    fingerprint text primary key,
    positions   jsonb       not null,
    computed_at timestamptz not null,
    constraint topology_layout_positions_object check (jsonb_typeof(positions) = 'object')
);
create index topology_layout_computed_at on topology_layout (computed_at);
comment on table topology_layout is 'Where the parts of the map are drawn, by the fingerprint of what was laid out.';
