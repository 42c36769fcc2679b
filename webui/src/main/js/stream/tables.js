// The tables of a stream with how far each is, page by page as the server gives them.
import { h } from '../dom/h.js';
import { problemNotice } from '../dom/notice.js';
import { bytes, exactBytes, whole } from '../format/bytes.js';
import { tableState } from '../format/words.js';
import { table } from '../table/table.js';
import { ask } from '../session/api.js';
import { resync } from './actions.js';

export class StreamTables {
  #id;
  #changed;
  #tables = [];
  #next = null;
  #problem = null;
  #read = false;
  #order = { name: 'Table' };

  constructor(id, changed) {
    this.#id = id;
    this.#changed = changed;
    this.#load();
  }

  async #load(cursor) {
    const query = new URLSearchParams({ limit: 100, ...(cursor ? { cursor } : {}) });
    const { body, problem } = await ask('GET', `/api/replication/streams/${this.#id}/tables?${query}`);
    const found = (body?.items ?? []).map((each) => ({ ...each, id: JSON.stringify([each.schema, each.name]) }));
    this.#tables = cursor ? [...this.#tables, ...found] : found;
    this.#next = body?.next ?? null;
    this.#problem = problem ?? null;
    this.#read = true;
    this.#changed();
  }

  draw(stream) {
    if (stream.type !== 'logical') return null;
    return h('div', { key: 'tables', class: 'stacked' }, [
      problemNotice(this.#problem),
      this.#tables.length > 0
        ? table({
            kind: 'table',
            title: 'Tables',
            rows: this.#tables,
            columns: columns(stream),
            order: this.#order,
            onOrder: (order) => {
              this.#order = order;
              this.#changed();
            },
            whole: true,
            besides: () => stream.status,
          })
        : !this.#problem &&
          h(
            'p',
            { key: 'none', class: 'faint' },
            this.#read ? 'It has no tables.' : 'Asking the databases for the tables…',
          ),
      h('p', { key: 'more', class: 'page-actions' }, [
        this.#next &&
          h(
            'button',
            { key: 'next', class: 'button', type: 'button', on: { click: () => this.#load(this.#next) } },
            'More tables',
          ),
        this.#read &&
          h(
            'button',
            { key: 'again', class: 'button', type: 'button', on: { click: () => this.#load() } },
            'Read again',
          ),
      ]),
    ]);
  }
}

function columns(stream) {
  return [
    { name: 'Table', sort: (t) => `${t.schema}.${t.name}`, cell: (t) => `${t.schema}.${t.name}` },
    { name: 'State', sort: (t) => t.copy?.state, cell: (t) => (t.copy ? tableState(t.copy.state) : 'not subscribed') },
    {
      name: 'Copied',
      number: true,
      sort: (t) => t.copy?.bytesCopied,
      title: (t) => exactBytes(t.copy?.bytesCopied),
      cell: (t) => copied(t),
    },
    {
      name: 'Size',
      number: true,
      sort: (t) => t.bytes,
      title: (t) => exactBytes(t.bytes),
      cell: (t) => (t.bytes == null ? '–' : bytes(t.bytes)),
    },
    { name: 'Rows, about', number: true, sort: (t) => t.rows, cell: (t) => (t.rows == null ? '–' : whole(t.rows)) },
    { name: 'Filter', sort: (t) => t.filter, cell: (t) => h('span', { class: 'mono' }, t.filter ?? '') },
    { name: 'Columns', sort: (t) => t.columns?.length, cell: (t) => t.columns?.join(', ') ?? 'all' },
    {
      name: 'Action',
      sort: () => 0,
      cell: (t) =>
        stream.subscription &&
        stream.targetId &&
        h(
          'button',
          {
            class: 'button',
            type: 'button',
            'aria-label': `Copy again… ${t.schema}.${t.name}`,
            on: { click: () => resync(stream, t) },
          },
          'Copy again…',
        ),
    },
  ];
}

function copied({ copy, bytes: size }) {
  if (copy?.bytesCopied == null) return '–';
  const share = size > 0 ? ` (${Math.min(100, Math.floor((copy.bytesCopied / size) * 100))} %)` : '';
  return `${bytes(copy.bytesCopied)}${share}`;
}
