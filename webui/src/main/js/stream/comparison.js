// What is known of differences between the two ends: conflicts that were counted and told, and tables that differ. What is
// not known is said, with how to find out.
import { copyButton, remedyOf, section } from '../details/facts.js';
import { h } from '../dom/h.js';
import { whole } from '../format/bytes.js';
import { time } from '../format/time.js';

const CONFLICTS = {
  insert_exists: 'Inserted rows that were there already',
  update_origin_differs: 'Updated rows that were changed here, too',
  update_exists: 'Updates to a key that was taken',
  update_deleted: 'Updates of rows that were deleted here',
  update_missing: 'Updates of rows that are not here',
  delete_origin_differs: 'Deleted rows that were changed here, too',
  delete_missing: 'Deletions of rows that are not here',
  multiple_unique_conflicts: 'Rows that met several unique constraints',
};
const TOLD = [
  'conflict_row_missing',
  'conflict_origin',
  'conflicts_counted',
  'unique_violation',
  'publication_skipped',
];
// What tells that the ends are not made alike, or hold different rows.
const DRIFT = [
  'tables_not_subscribed',
  'tables_not_published',
  'missing_relation',
  'missing_column',
  'generated_column',
  'value_mismatch',
  'identity_mismatch',
  'not_null_violation',
  'foreign_key_violation',
  'check_violation',
  'copy_row_security',
  'skip_pending',
];

const severities = { critical: 'notice notice-bad', warning: 'notice', note: 'notice notice-quiet' };

export function conflicts(stream, detail) {
  if (stream.type !== 'logical') return null;
  const counters = detail?.subscriptionDetails?.counters;
  const told = findingsOf(stream, TOLD);
  return card('conflicts', 'Conflicts', [
    counters ? counted(counters) : h('p', { key: 'unknown', class: 'faint' }, uncounted(detail)),
    told.map(notice),
  ]);
}

function uncounted(detail) {
  return detail ? 'The target is not registered, so nobody counts them here.' : 'One moment…';
}

function counted({ applyErrors, syncErrors, conflicts: byKind, resetAt }) {
  const kinds = Object.entries(byKind).sort(([, a], [, b]) => b - a);
  const known = kinds.length > 0;
  const rows = [
    ['Errors while applying', applyErrors],
    ['Errors while copying', syncErrors],
    ...kinds.map(([kind, times]) => [CONFLICTS[kind] ?? kind, times, kind]),
  ];
  return h('div', { key: 'counted' }, [
    h(
      'dl',
      { key: 'rows', class: 'facts' },
      rows.map(([name, times, kind]) =>
        h('div', { key: kind ?? name }, [
          h('dt', { title: kind }, name),
          h(
            'dd',
            { class: times > 0 ? 'strong' : null },
            times == null ? 'not counted before PostgreSQL 15' : whole(times),
          ),
        ]),
      ),
    ),
    h('p', { key: 'since', class: 'faint' }, [
      known ? 'Every attempt counts, so one row may count many times' : 'Conflicts are counted from PostgreSQL 18 on',
      resetAt ? [', since ', time(resetAt)] : null,
      '.',
    ]),
  ]);
}

/** @param target the database at the receiving end, as the map has it */
export function drift(stream, target) {
  if (stream.type !== 'logical') return null;
  const told = findingsOf(stream, DRIFT).concat(findingsOf(target, ['sequences_not_replicated', 'identity_missing']));
  const tables = stream.tables;
  const behind = tables && tables.ready < tables.total;
  return card('drift', 'Differences between the ends', [
    told.map(notice),
    told.length === 0 && h('p', { key: 'none' }, unrefused(stream)),
    behind &&
      h(
        'p',
        { key: 'copying' },
        `${tables.total - tables.ready} of ${tables.total} tables are not copied whole, so their rows differ by what is missing.`,
      ),
    h('div', { key: 'unknown', class: 'notice notice-quiet' }, [
      h(
        'p',
        { key: 'what' },
        'Rows are not compared, nor columns as long as changes fit: a change that is made at the target, by hand or by another stream, shows here only once a change from the source meets it.',
      ),
      h('p', { key: 'how' }, 'To compare a table, run this at both ends while nothing writes and the lag is zero:'),
      sql(COMPARE, 'the comparison of rows'),
      h('p', { key: 'columns' }, 'And this, to compare columns:'),
      sql(COLUMNS, 'the comparison of columns'),
    ]),
  ]);
}

function unrefused(stream) {
  if (findingsOf(stream, TOLD).length > 0)
    return 'The conflicts above tell of rows that differ. Nothing else is known.';
  return stream.stale
    ? 'An end cannot be reached: whether they differ is not known.'
    : 'None is known: the subscription has the tables that are published, and no change was refused.';
}

const COMPARE = 'select count(*), sum(hashtextextended(t::text, 0)) from only schema.table t;';

const COLUMNS =
  "select attname, format_type(atttypid, atttypmod), attnotnull from pg_attribute where attrelid = 'schema.table'::regclass and attnum > 0 and not attisdropped order by attname;";

function sql(text, name) {
  return h('p', { key: name, class: 'what-if-sql' }, [h('code', {}, text), copyButton(name, text)]);
}

function findingsOf(thing, codes) {
  return (thing?.health?.findings ?? []).filter(({ code }) => codes.includes(code));
}

function notice(finding) {
  const { code, severity, message, since } = finding;
  return h('div', { key: `${code}:${message}`, class: severities[severity] ?? severities.note }, [
    h('p', {}, message),
    since && h('p', { key: 'since', class: 'faint' }, ['Since ', time(since)]),
    remedyOf(finding),
  ]);
}

function card(key, title, body) {
  return h('div', { key, class: 'card card-body' }, section(title, h('div', { key: 'body', class: 'stacked' }, body)));
}
