// The tables of a stream with how far each is, as the server finds them, page by page.
import { choiceField, textField } from '../dom/field.js';
import { h } from '../dom/h.js';
import { problemNotice } from '../dom/notice.js';
import { whole } from '../format/bytes.js';
import { tableState } from '../format/words.js';
import { ask } from '../session/api.js';
import { table } from '../table/table.js';
import { Copying } from './copying.js';
import { idOf, published } from './published.js';
import { tableColumns } from './tableColumns.js';

const STATES = ['initial', 'copying', 'copied', 'synchronized', 'ready'];
const UNFINISHED = ['initial', 'copying', 'copied'];
const TYPING = 250;
// Each look is a question to the subscriber: often only while something is copied.
const PACE = { busy: 4000, calm: 28_000 };

export class StreamTables {
  #id;
  #changed;
  #stream = null;
  #source = null;
  #tables = [];
  #rows = [];
  #published = new Map();
  #lookedFor = null;
  #copying = new Copying();
  #next = null;
  #problem = null;
  #wanted = { q: '', state: '' };
  #read = false;
  #readAt = 0;
  #round = 0;
  #turn = 0;
  #typing = null;
  #order = { name: 'Table' };

  constructor(id, changed) {
    this.#id = id;
    this.#changed = changed;
  }

  /** The page looks again: so do the tables, at their own pace, or at once when something was done. */
  again(acted) {
    if (!this.#stream) return;
    const busy = this.#tables.some(({ copy }) => UNFINISHED.includes(copy?.state));
    if (acted) this.#round++;
    if (acted || Date.now() - this.#readAt >= (busy ? PACE.busy : PACE.calm)) this.#load(this.#tables.length);
  }

  /** Anew, or from a place on, until there are as many as wanted. */
  async #load(count, before = [], from = null) {
    const turn = ++this.#turn;
    const tables = [...before];
    let cursor = from;
    let problem;
    do {
      const query = { ...this.#wanted, cursor, limit: Math.min(1000, Math.max(100, count - tables.length)) };
      const written = new URLSearchParams(Object.entries(query).filter(([, value]) => value));
      const answer = await ask('GET', `/api/replication/streams/${this.#id}/tables?${written}`);
      if (turn !== this.#turn) return;
      ({ problem } = answer);
      tables.push(...(answer.body?.items ?? []).map((each) => ({ ...each, id: idOf(each) })));
      cursor = answer.body?.next ?? null;
    } while (cursor && tables.length < count);
    this.#problem = problem ?? null;
    this.#readAt = Date.now();
    this.#read = true;
    if (!problem) this.#take(tables, cursor);
    this.#changed();
  }

  #take(tables, next) {
    this.#tables = tables;
    this.#next = next;
    this.#copying.note(tables, this.#readAt);
    this.#join();
  }

  /** Each table as its subscriber has it, with what its source publishes of it. */
  #join() {
    this.#rows = this.#tables.map((each) => ({
      ...each,
      source: this.#published.get(each.id),
      pace: this.#copying.pace(each.id),
    }));
  }

  #search(change) {
    this.#wanted = { ...this.#wanted, ...change };
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#load(1), TYPING);
    this.#changed();
  }

  /** Asked of the source once for what is shown, and once more when something was done. */
  async #lookAtSource(stream) {
    const last = this.#tables.at(-1);
    if (!this.#source || !last) return;
    const { q } = this.#wanted;
    const wanted = JSON.stringify([stream.sourceId, stream.publications, q, last.id, this.#round]);
    if (wanted === this.#lookedFor) return;
    this.#lookedFor = wanted;
    const found = await published(stream, q, last);
    if (wanted !== this.#lookedFor) return;
    this.#published = found;
    this.#join();
    this.#changed();
  }

  /** source: the database at which it begins, where that is registered. */
  draw(stream, source) {
    if (stream.type !== 'logical') return null;
    if (!this.#stream) this.#load(1);
    this.#stream = stream;
    this.#source = source;
    this.#lookAtSource(stream);
    const { q, state } = this.#wanted;
    const states = [['', 'Any'], ...STATES.map((each) => [each, tableState(each)])];
    return h('section', { key: 'tables', class: 'stacked', 'aria-label': 'Tables of the stream' }, [
      h('div', { key: 'filters', class: 'filters' }, [
        textField('tables-q', 'Search for tables', {
          type: 'search',
          value: q,
          placeholder: 'Schema or table',
          on: { input: ({ target }) => this.#search({ q: target.value }) },
        }),
        choiceField('tables-state', 'State', states, state, (to) => this.#search({ state: to })),
      ]),
      problemNotice(this.#problem),
      this.#tables.length > 0 ? this.#table() : !this.#problem && this.#none(),
      h('p', { key: 'more', class: 'page-actions' }, [
        this.#next && this.#button('More tables', () => this.#load(this.#tables.length + 1, this.#tables, this.#next)),
        this.#read && this.#button('Read again', () => this.again(true)),
      ]),
    ]);
  }

  #table() {
    const copies = this.#rows.some(({ copy }) => copy?.bytesCopied != null || UNFINISHED.includes(copy?.state));
    const { name, subscription, targetId, publications } = this.#stream;
    const besides = JSON.stringify([copies, name, subscription, this.#source?.id, targetId, publications]);
    return table({
      kind: 'table',
      title: 'Tables',
      rows: this.#rows,
      besides: () => besides,
      count: this.#count(),
      columns: tableColumns(this.#stream, { copies, removable: this.#source !== null }),
      order: this.#order,
      onOrder: (order) => {
        this.#order = order;
        this.#changed();
      },
      whole: true,
    });
  }

  /** How many there are, not how many were read. */
  #count() {
    if (!this.#next) return whole(this.#tables.length);
    const total = this.#wanted.q || this.#wanted.state ? null : this.#stream.tables?.total;
    const read = whole(this.#tables.length);
    return total > this.#tables.length ? `the first ${read} of ${whole(total)}` : `the first ${read}`;
  }

  #none() {
    const narrowed = this.#wanted.q || this.#wanted.state;
    const words = narrowed ? 'No table of the stream fits the search.' : 'It has no tables.';
    return h('p', { key: 'none', class: 'faint' }, this.#read ? words : 'Asking the databases for the tables…');
  }

  #button(words, click) {
    return h('button', { key: words, class: 'button', type: 'button', on: { click } }, words);
  }
}
