alter table history_pen
    add column raw_seconds     bigint,
    add column minute_seconds  bigint,
    add column quarter_seconds bigint,
    add constraint history_pen_retention_whole check (num_nulls(raw_seconds, minute_seconds, quarter_seconds) in (0, 3));
comment on column history_pen.raw_seconds is
    'For how long samples are kept, as whoever dropped last what has expired was told; not known before the first time.';
