// What the logs of both ends say of a stream, the newest first, with a search in what was read.
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

export class StreamErrors {
  #id;
  #changed;
  #errors = [];
  #logs = {};
  #next = null;
  #problem = null;
  #read = false;
  #filter = { query: '', side: '', code: '' };

  constructor(id, changed) {
    this.#id = id;
    this.#changed = changed;
    this.#load();
  }

  async #load(cursor) {
    const query = new URLSearchParams({ limit: 50, ...(cursor ? { cursor } : {}) });
    const { body, problem } = await ask('GET', `/api/replication/streams/${this.#id}/errors?${query}`);
    this.#errors = cursor ? [...this.#errors, ...(body?.items ?? [])] : (body?.items ?? []);
    this.#logs = body?.logs ?? this.#logs;
    this.#next = body?.next ?? null;
    this.#problem = problem ?? null;
    this.#read = true;
    this.#changed();
  }

  #choose(name, value) {
    this.#filter = { ...this.#filter, [name]: value };
    this.#changed();
  }

  draw() {
    const { query, side, code } = this.#filter;
    const shown = fitting(this.#errors, this.#filter);
    return h('section', { key: 'errors', class: 'card card-body stacked', 'aria-label': 'Messages of the logs' }, [
      h(
        'h2',
        { key: 'title', class: 'section-title' },
        `Messages of the logs (${this.#errors.length}${this.#next ? '+' : ''})`,
      ),
      problemNotice(this.#problem),
      ...unreadable(this.#logs),
      this.#errors.length > 0 &&
        h('div', { key: 'filters', class: 'filters' }, [
          textField('search-errors', 'Search', {
            value: query,
            on: { input: ({ target }) => this.#choose('query', target.value) },
          }),
          choiceField('errors-side', 'Log of', SIDES, side, (to) => this.#choose('side', to)),
          choiceField('errors-code', 'What happened', codesOf(this.#errors), code, (to) => this.#choose('code', to)),
        ]),
      h('ul', { key: 'list', class: 'messages' }, grouped(shown).map(entry)),
      this.#read &&
        !this.#problem &&
        shown.length === 0 &&
        h(
          'p',
          { key: 'none', class: 'faint' },
          this.#errors.length > 0 ? 'None fits the search.' : 'None in what was read.',
        ),
      this.#next &&
        h(
          'button',
          { key: 'next', class: 'button', type: 'button', on: { click: () => this.#load(this.#next) } },
          'Older messages',
        ),
    ]);
  }
}

/** Those in which the text occurs, of that side and kind where one is chosen. */
export function fitting(errors, { query, side, code }) {
  const wanted = query.toLowerCase();
  return errors.filter(
    (each) =>
      (!wanted || JSON.stringify(each).toLowerCase().includes(wanted)) &&
      (!side || each.side === side) &&
      (!code || each.code === code),
  );
}

function codesOf(errors) {
  const codes = [...new Set(errors.map(({ code }) => code))].sort();
  return [['', 'Anything'], ...codes.map((code) => [code, code.replaceAll('_', ' ')])];
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
