alter table registered_database
    add column alternate_hosts  text[] not null default '{}',
    add column target_session   text   not null default 'ANY',
    add column tls_ca           text,
    add column credentials_host text,
    add column iam_external_id  text,
    add column aws_region       text,
    add column keeper           text   not null default 'PEOPLE',
    add constraint registered_database_target_session_known
        check (target_session in ('ANY', 'READ_WRITE', 'READ_ONLY', 'PRIMARY', 'STANDBY', 'PREFER_STANDBY')),
    add constraint registered_database_keeper_known check (keeper in ('PEOPLE', 'FILE')),
    add constraint registered_database_no_key_among_authorities check (tls_ca not like '%PRIVATE KEY%'),
    add constraint registered_database_external_id_of_a_role check (iam_external_id is null or iam_role_arn is not null);
comment on column registered_database.alternate_hosts is 'Further addresses of the same database, each with its port.';
comment on column registered_database.tls_ca is 'rds, system or certificates in PEM; none for those usual with the provider.';
comment on column registered_database.credentials_host is 'The host that the secret names, when it is deliberately another.';
comment on column registered_database.keeper is 'Who keeps the entry: people, or the file of databases.';

create index registered_database_by_name on registered_database (name collate "C");
comment on index registered_database_by_name is 'Pages of the registry, byte by byte, whatever the locale of the store.';
