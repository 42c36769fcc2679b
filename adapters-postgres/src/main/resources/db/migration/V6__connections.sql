create table kept_connection (
    target_id        uuid        not null references registered_database on delete cascade,
    subscription     bigint      not null,
    source_id        uuid        not null references registered_database on delete cascade,
    host             text        not null,
    port             integer     not null,
    database         text        not null,
    ssl_mode         text        not null,
    root_certificate text,
    passfile         text,
    mark             text,
    kept_at          timestamptz not null,
    primary key (target_id, subscription),
    constraint kept_connection_mark_is_one_way
        check (mark ~ '^pbkdf2-sha256:[0-9]+:[A-Za-z0-9+/]{22}==:[A-Za-z0-9+/]{43}=$')
);
create index kept_connection_source on kept_connection (source_id);
comment on table kept_connection is 'The connections that subscriptions have from us, never with a secret.';
comment on column kept_connection.subscription is 'Its oid on the target.';
comment on column kept_connection.mark is
    'A salted, slow, one-way function of the user and password that stand in it; unknown, or none with a passfile.';
