// What the logs of both ends say of a stream, the newest first. What is searched for and chosen is the server's to find: one that
// comes again and again would else fill all that is read.
import { remedyOf } from '../details/facts.js';
import { choiceField, textField } from '../dom/field.js';
import { h } from '../dom/h.js';
import { problemNotice } from '../dom/notice.js';
import { time } from '../format/time.js';
import { ask } from '../session/api.js';

const SIDES = [
  ['', 'Both ends'],
  ['source', 'Source'],
  ['target', 'Target'],
];

// Read again now and then: what is new stands in the course and the findings at once.
const PACE = 14_000;
const PAGE = 50;
const TYPING = 250;

export class StreamErrors {
  #id;
  #changed;
  #errors = [];
  #logs = {};
  #next = null;
  #problem = null;
  #read = false;
  #readAt = 0;
  #turn = 0;
  #busy = false;
  #typing = null;
  #filter = { q: '', side: '', code: '' };
  #codes = new Set();

  constructor(id, changed) {
    this.#id = id;
    this.#changed = changed;
    this.#load();
  }

  /** The page looks again. */
  again(acted) {
    if (!this.#busy && (acted || Date.now() - this.#readAt >= PACE)) this.#load({ newer: true });
  }

  async #load({ newer, cursor } = {}) {
    const turn = ++this.#turn;
    this.#busy = true;
    const wanted = Object.entries({ limit: PAGE, ...this.#filter, cursor }).filter(([, value]) => value);
    const path = `/api/replication/streams/${this.#id}/errors?${new URLSearchParams(wanted)}`;
    const { body, problem } = await ask('GET', path);
    if (turn !== this.#turn) return; // Something else was searched for meanwhile.
    this.#busy = false;
    this.#problem = problem ?? null;
    this.#readAt = Date.now();
    this.#read = true;
    if (body) this.#take(body, newer, cursor);
    this.#changed();
  }

  #take({ items, next, logs }, newer, cursor) {
    for (const { code } of items) this.#codes.add(code);
    const before = newer ? unknown(items, this.#errors) : null;
    this.#logs = logs ?? this.#logs;
    if (before) this.#errors = [...before, ...this.#errors];
    else {
      this.#errors = cursor ? [...this.#errors, ...items] : items;
      this.#next = next ?? null;
    }
  }

  #search(q) {
    this.#filter = { ...this.#filter, q };
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#load(), TYPING);
    this.#changed();
  }

  #choose(name, value) {
    this.#filter = { ...this.#filter, [name]: value };
    clearTimeout(this.#typing);
    this.#load();
    this.#changed();
  }

  draw() {
    const isNarrowed = Object.values(this.#filter).some(Boolean);
    return h('section', { key: 'errors', class: 'card card-body stacked', 'aria-label': 'Messages of the logs' }, [
      h(
        'h2',
        { key: 'title', class: 'section-title' },
        `Messages of the logs (${this.#errors.length}${this.#next ? '+' : ''})`,
      ),
      problemNotice(this.#problem),
      ...unreadable(this.#logs),
      (this.#errors.length > 0 || isNarrowed) && this.#filters(),
      h('ul', { key: 'list', class: 'messages' }, grouped(this.#errors).map(entry)),
      this.#read &&
        !this.#problem &&
        this.#errors.length === 0 &&
        h('p', { key: 'none', class: 'faint' }, isNarrowed ? 'None fits the search.' : 'None in what was read.'),
      this.#next &&
        h(
          'button',
          { key: 'next', class: 'button', type: 'button', on: { click: () => this.#load({ cursor: this.#next }) } },
          'Older messages',
        ),
    ]);
  }

  #filters() {
    const { q, side, code } = this.#filter;
    return h('div', { key: 'filters', class: 'filters' }, [
      textField('search-errors', 'Search', {
        type: 'search',
        value: q,
        placeholder: 'Message, code or SQLSTATE',
        on: { input: ({ target }) => this.#search(target.value) },
      }),
      choiceField('errors-side', 'Log of', SIDES, side, (to) => this.#choose('side', to)),
      choiceField('errors-code', 'What happened', codesOf(this.#codes), code, (to) => this.#choose('code', to)),
    ]);
  }
}

/** What of the latest is not known yet; null where it does not go on with what is, as too much came meanwhile. */
export function unknown(latest, known) {
  const newest = JSON.stringify(known[0]);
  const at = latest.findIndex((each) => JSON.stringify(each) === newest);
  return at < 0 ? null : latest.slice(0, at);
}

/** Those that were read of so far. */
function codesOf(codes) {
  return [['', 'Anything'], ...[...codes].sort().map((code) => [code, code.replaceAll('_', ' ')])];
}

function unreadable(logs) {
  return Object.entries(logs ?? {})
    .filter(([, log]) => log && !log.readable)
    .map(([side, log]) =>
      h('div', { key: `log:${side}`, class: 'notice notice-quiet' }, [
        h('p', {}, `The log of the ${side} is not read: ${log.why ?? 'nobody knows why'}.`),
        remedyOf(log),
      ]),
    );
}

/** The same again and again is one entry, with how often and since when. */
function grouped(errors) {
  const groups = [];
  for (const error of errors) {
    const said = JSON.stringify([error.side, error.code, error.message, error.detail]);
    const last = groups.at(-1);
    if (last?.said === said) {
      last.times += 1;
      last.first = error.at;
    } else groups.push({ said, error, times: 1, first: error.at });
  }
  return groups;
}

function entry({ error, times, first }) {
  const { at, side, severity, code, message, detail, remedy } = error;
  const now = Date.now();
  const when = times > 1 ? [time(first, now), ' to ', time(at, now), `, ${times} times`] : [time(at, now)];
  return h('li', { key: JSON.stringify([first, side, code, message]), class: 'message' }, [
    h('p', { key: 'head', class: 'faint' }, [when, [side, severity, code].filter(Boolean).map((each) => ` · ${each}`)]),
    h('p', { key: 'said' }, message),
    detail && h('p', { key: 'detail', class: 'faint' }, detail),
    remedyOf({ remedy }),
  ]);
}
