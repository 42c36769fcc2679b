// What is shown of each table of a stream: as the subscriber has it, beside what its source publishes.
import { h } from '../dom/h.js';
import { bytes, exactBytes, whole } from '../format/bytes.js';
import { duration, exactSeconds } from '../format/duration.js';
import { tableState } from '../format/words.js';
import { resync } from './actions.js';
import { left, share } from './copying.js';
import { removeTable } from './removeTable.js';

/** copies: whether any of them is copied; removable: whether they can be taken out. */
export function tableColumns(stream, { copies, removable }) {
  return [
    { name: 'Table', sort: (t) => `${t.schema}.${t.name}`, cell: (t) => `${t.schema}.${t.name}` },
    { name: 'State', sort: (t) => t.copy?.state, cell: (t) => (t.copy ? tableState(t.copy.state) : 'not subscribed') },
    ...(copies ? [COPIED, LEFT] : []),
    number('Size', (t) => known(t).bytes, bytes, exactly(exactBytes, 'bytes')),
    number('Rows, about', (t) => known(t).rows, whole, exactly(whole, 'rows')),
    { name: 'Published', sort: published, cell: (t) => h('span', { class: 'published' }, published(t)) },
    { name: 'Action', last: true, sort: () => 0, cell: (t) => actions(stream, t, removable) },
  ];
}

function number(name, of, format, title) {
  return { name, number: true, sort: of, title, cell: (row) => (of(row) == null ? '–' : format(of(row))) };
}

/** What there is to be had is at the source; its subscriber tells of what came. */
function known(table) {
  return table.source ?? table;
}

function exactly(format, what) {
  return (t) =>
    [
      t.source?.[what] != null && `At the source ${format(t.source[what])}`,
      `at the target ${t[what] == null ? 'unknown' : format(t[what])}`,
    ]
      .filter(Boolean)
      .join(', ');
}

const COPIED = {
  name: 'Copied',
  number: true,
  sort: (t) => share(t) ?? t.copy?.bytesCopied,
  title: ({ copy, source, pace }) =>
    copy?.bytesCopied == null
      ? null
      : [
          exactBytes(copy.bytesCopied),
          copy.rowsCopied != null && `${whole(copy.rowsCopied)} rows`,
          source?.rows != null &&
            `of about ${whole(source.rows)} at the source${source.filter ? ', of which some are published' : ''}`,
          pace && `${bytes(pace.bytes)} a second`,
        ]
          .filter(Boolean)
          .join(', '),
  cell: (t) => {
    if (t.copy?.bytesCopied == null) return '–';
    const part = share(t);
    return `${bytes(t.copy.bytesCopied)}${part === null ? '' : ` (${Math.floor(part * 100)} %)`}`;
  },
};

const LEFT = {
  name: 'Left, about',
  number: true,
  sort: left,
  title: (t) => (left(t) === null ? why(t) : exactSeconds(left(t))),
  cell: (t) => (left(t) === null ? '–' : duration(left(t))),
};

/** Why nobody knows how long it takes. */
function why({ copy, source, pace }) {
  if (copy?.state !== 'copying') return null;
  if (copy.rowsCopied == null) return 'PostgreSQL tells how far a copy is from version 14 on';
  if (source?.filter) return 'How many of its rows are published is not known';
  if (!(source?.rows > 0)) return 'How many rows the source has is not known there before it is analysed';
  if (copy.rowsCopied > source.rows) return 'There are more rows than the statistics of the source tell';
  return pace ? 'Nothing came of late' : 'It is measured for a moment first';
}

/** Which of its rows and columns; only the source tells. */
function published({ source }) {
  if (!source) return '–';
  const parts = [source.columns && `only ${source.columns.join(', ')}`, source.filter && `rows where ${source.filter}`];
  return parts.filter(Boolean).join('; ') || 'all';
}

function actions(stream, table, removable) {
  if (!stream.subscription || !stream.targetId) return null;
  const named = `${table.schema}.${table.name}`;
  const button = (words, run) =>
    h(
      'button',
      { key: words, class: 'button', type: 'button', 'aria-label': `${words} ${named}`, on: { click: run } },
      words,
    );
  return h('div', { class: 'table-actions' }, [
    button('Copy again…', () => resync(stream, table)),
    removable && button('Take out…', () => removeTable(stream, table)),
  ]);
}
