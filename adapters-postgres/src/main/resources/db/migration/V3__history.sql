create table history_series (
    id      integer generated always as identity primary key,
    subject text not null,
    owner   uuid not null,
    name    text not null,
    constraint history_series_unique unique (owner, subject, name)
);
comment on table history_series is 'A short number for each thing whose figures are kept, so that their rows are small.';
comment on column history_series.owner is 'The stream or server; of a slot, its server.';

create table history_pen (
    single     boolean primary key default true,
    holder     uuid,
    held_until timestamptz,
    last_page  timestamptz,
    constraint history_pen_single check (single)
);
insert into history_pen default values;
comment on table history_pen is
    'Who writes history at present. Every page names its writer and a later moment than the last, or is not written.';
comment on column history_pen.held_until is 'By the clock of this server, so that no worker takes the pen by a clock that is ahead.';

create table history_span (
    began timestamptz primary key,
    ended timestamptz
);
comment on table history_span is 'From when to when history was written without a pause; the last span goes on until the last page.';

create table history_closed (
    grain  text        not null,
    starts timestamptz not null,
    primary key (grain, starts)
);
comment on table history_closed is 'Which hours (of samples and minutes) and days (of quarters of an hour) are closed and kept.';

create table stream_sample (
    at                    timestamptz not null,
    status                bigint,
    stale                 bigint,
    lag_bytes             bigint,
    lag_millis            bigint,
    retained_bytes        bigint,
    safe_bytes            bigint,
    growth                bigint,
    lost_seconds          bigint,
    backfill_millipercent bigint,
    backfill_bytes        bigint,
    backfill_total        bigint,
    tables_initial        bigint,
    tables_copying        bigint,
    tables_copied         bigint,
    tables_synchronized   bigint,
    tables_ready          bigint,
    apply_errors          bigint,
    sync_errors           bigint,
    conflicts             bigint,
    received              bigint,
    confirmed             bigint,
    series                integer     not null
) partition by range (at);
create index stream_sample_place on stream_sample using brin (series, at) with (pages_per_range = 1);
comment on table stream_sample is
    'Figures of streams in hours that are not closed yet: one row for each sample. Positions are numbers, times milliseconds.';
comment on column stream_sample.status is '0 active, 1 syncing, 2 inactive, 3 error';

create table slot_sample (
    at               timestamptz not null,
    active           bigint,
    retained_bytes   bigint,
    safe_bytes       bigint,
    lag_bytes        bigint,
    xmin_age         bigint,
    catalog_xmin_age bigint,
    restart          bigint,
    confirmed        bigint,
    spilled          bigint,
    spill_bytes      bigint,
    streamed         bigint,
    stream_bytes     bigint,
    decoded_bytes    bigint,
    series           integer     not null
) partition by range (at);
create index slot_sample_place on slot_sample using brin (series, at) with (pages_per_range = 1);
comment on index stream_sample_place is
    'Pages are written in the order of series, so that the bounds of a page say enough; an index of rows would slow writing down.';

comment on table slot_sample is 'Figures of slots in hours that are not closed yet.';

create table server_sample (
    at             timestamptz not null,
    wal            bigint,
    replayed       bigint,
    latency_micros bigint,
    senders        bigint,
    series         integer     not null
) partition by range (at);
create index server_sample_place on server_sample using brin (series, at) with (pages_per_range = 1);
comment on table server_sample is 'Figures of servers in hours that are not closed yet.';

create table raw_chunk (
    series integer     not null,
    starts timestamptz not null,
    body   bytea       not null,
    primary key (series, starts)
) partition by range (starts);
alter table raw_chunk alter column body set storage external;
comment on table raw_chunk is 'All samples of one thing in one closed hour, column by column, as differences, deflated.';

create table minute_chunk (
    series integer     not null,
    starts timestamptz not null,
    body   bytea       not null,
    primary key (series, starts)
) partition by range (starts);
alter table minute_chunk alter column body set storage external;
comment on table minute_chunk is 'The minutes of one thing in one closed hour: least, greatest, mean, number and last of each figure.';

create table quarter_chunk (
    series integer     not null,
    starts timestamptz not null,
    body   bytea       not null,
    primary key (series, starts)
) partition by range (starts);
alter table quarter_chunk alter column body set storage external;
comment on table quarter_chunk is 'The quarters of an hour of one thing on one closed day, likewise.';

create table topology_element (
    id    uuid      not null,
    valid tstzrange not null,
    body  text      not null
);
create unique index topology_element_present on topology_element (id) where upper_inf(valid);
create index topology_element_valid on topology_element using gist (valid);
comment on table topology_element is 'Parts of the map over time: one row for as long as nothing changed but figures, which are kept as samples.';
comment on column topology_element.body is 'Text rather than jsonb: it is read back whole, exactly as written.';
