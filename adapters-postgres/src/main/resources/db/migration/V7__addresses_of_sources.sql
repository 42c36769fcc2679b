alter table kept_connection
    add column source_host text,
    add column source_port integer,
    add constraint kept_connection_source_address_whole check ((source_host is null) = (source_port is null));
comment on column kept_connection.source_host is
    'Under which address the source was registered when the connection was given; not known of older ones.';
