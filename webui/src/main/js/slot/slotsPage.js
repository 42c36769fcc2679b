// Every slot with the log that it keeps, and before them what holds something for nobody.
import { textField } from '../dom/field.js';
import { h } from '../dom/h.js';
import { problemNotice } from '../dom/notice.js';
import { hear } from '../live/operations.js';
import { over } from '../operation/words.js';
import { nothing, pageHead } from '../page/head.js';
import { inPlace } from '../page/place.js';
import { ask } from '../session/api.js';
import { showing } from '../table/shown.js';
import { table } from '../table/table.js';
import { orphanColumns, slotColumns } from './columns.js';

const PACE = 5000;

export class SlotsPage {
  #slots = [];
  #orphans = [];
  #problem = null;
  #read = false;
  #query = new URLSearchParams(location.search).get('q') ?? '';
  #orders = { slot: { name: 'WAL kept', descending: true }, orphan: { name: 'WAL kept', descending: true } };
  #whole = {};
  #render;

  constructor() {
    this.#render = inPlace(({ state }) => this.#draw(state));
    hear((operation) => over(operation) && this.#readAll());
    this.#load();
  }

  async #load() {
    if (!document.hidden) await this.#readAll();
    setTimeout(() => this.#load(), PACE);
  }

  async #readAll() {
    const [slots, orphans] = await Promise.all([allSlots(), ask('GET', '/api/replication/orphans')]);
    this.#problem = slots.problem ?? orphans.problem ?? null;
    this.#slots = slots.items?.map((each) => named(each, each.name)) ?? this.#slots;
    this.#orphans = orphans.body?.items.map((each) => named(each, each.kind, each.name)) ?? this.#orphans;
    this.#read = true;
    this.#render();
  }

  #draw(topology) {
    return [
      pageHead('Slots', { note: 'What keeps the log of a server until its reader has had it.' }),
      problemNotice(this.#problem),
      textField('search', 'Search', { value: this.#query, on: { input: ({ target }) => this.#search(target.value) } }),
      !this.#read && h('p', { key: 'waiting', class: 'waiting' }, 'Asking for the slots…'),
      this.#read && this.#unused(),
      this.#read && this.#all(topology),
    ];
  }

  #unused() {
    if (this.#orphans.length > 0) return this.#table('orphan', 'What nobody uses', this.#orphans, orphanColumns());
    const clean = 'Nothing is left behind: every slot, publication and origin is in use.';
    return h('p', { key: 'clean', class: 'faint' }, clean);
  }

  #all(topology) {
    if (this.#slots.length > 0)
      return this.#table('slot', 'Slots', this.#slots, slotColumns(topology), topology.streams);
    return nothing('There are no slots', h('p', { key: 'do' }, 'They come with streams, logical and physical.'));
  }

  #table(kind, title, all, columns, streams = new Map()) {
    const rows = all.filter(showing(this.#query, columns));
    if (rows.length === 0) return none(kind, this.#query);
    return table({
      kind,
      title,
      rows,
      columns,
      besides: (row) => streams.get(row.streamId)?.name,
      order: this.#orders[kind],
      onOrder: (order) => {
        this.#orders[kind] = order;
        this.#render();
      },
      whole: this.#whole[kind],
      onWhole: () => {
        this.#whole[kind] = true;
        this.#render();
      },
    });
  }

  #search(query) {
    this.#query = query;
    history.replaceState(null, '', query ? `?${new URLSearchParams({ q: query })}` : location.pathname);
    this.#render();
  }
}

function none(kind, query) {
  return kind === 'slot'
    ? nothing(`No slot fits “${query}”`, h('p', { key: 'do' }, 'What the columns show is searched.'))
    : h('p', { key: 'none-unused', class: 'faint' }, `Nothing of what nobody uses fits “${query}”.`);
}

/** Page by page; in part they would be taken for all. */
async function allSlots() {
  const items = [];
  let cursor = null;
  do {
    const query = new URLSearchParams({ limit: 1000, ...(cursor ? { cursor } : {}) });
    const { body, problem } = await ask('GET', `/api/slots?${query}`);
    if (problem) return { problem };
    items.push(...body.items);
    cursor = body.next;
  } while (cursor);
  return { items };
}

function named(thing, ...names) {
  return { ...thing, id: JSON.stringify([thing.serverId, thing.database, ...names]) };
}
