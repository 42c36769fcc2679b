// What is wrong comes first, with its remedy; below it every database, opened one by one. Can be held still to read.
import { choiceField, textField } from '../dom/field.js';
import { h } from '../dom/h.js';
import { problemNotice } from '../dom/notice.js';
import { time } from '../format/time.js';
import { statusOf } from '../format/words.js';
import { matcher } from '../health/search.js';
import { insight } from '../page/insight.js';
import { nothing, pageHead } from '../page/head.js';
import { inPlace } from '../page/place.js';
import { ask } from '../session/api.js';
import { newStream } from '../wizard/comeBack.js';
import { cards } from './cards.js';
import { databaseRows } from './databases.js';
import { problemCards } from './problems.js';

const PACE = 5000;
const STATES = [
  ['', 'Any state'],
  ['connected', 'Connected'],
  ['disconnected', 'Unreachable'],
  ['unwatched', 'Not watched'],
  ['pending', 'Waiting for the first look'],
];

export class DashboardPage {
  #insightOf = insight();
  #snapshot = null;
  #problem = null;
  #held = null;
  #filter = { query: '', status: '', environment: '' };
  #open = new Set();
  #render;

  constructor() {
    for (const [name, value] of new URLSearchParams(location.search))
      if (name in this.#filter) this.#filter[name] = value;
    this.#render = inPlace((feed) => this.#draw(feed));
    this.#load();
  }

  async #load() {
    if (!document.hidden && !this.#held) {
      const { body, problem } = await ask('GET', '/api/snapshot');
      this.#snapshot = body ?? this.#snapshot;
      this.#problem = problem ?? null;
      this.#render();
    }
    setTimeout(() => this.#load(), PACE);
  }

  #choose(name, value) {
    this.#filter = { ...this.#filter, [name]: value };
    const query = new URLSearchParams(Object.entries(this.#filter).filter(([, each]) => each)).toString();
    history.replaceState(null, '', query ? `?${query}` : location.pathname);
    this.#render();
  }

  #draw({ state: live, phase }) {
    const state = this.#held ?? live;
    if (!state.generatedAt)
      return [pageHead('Dashboard'), h('p', { key: 'waiting', class: 'waiting' }, 'Waiting for the first picture…')];
    const known = this.#insightOf(state);
    return [
      pageHead('Dashboard', { note: asOf(this.#held, live, phase), actions: [newStream(), this.#hold(live)] }),
      problemNotice(this.#problem),
      cards(known, this.#snapshot),
      known.relations.nodes.size === 0
        ? nothing(
            'Nothing is watched yet',
            h('p', { key: 'do' }, h('a', { href: '/databases/new' }, 'Register a database')),
          )
        : [problemCards(known, Date.now()), this.#filters(state), this.#rows(known)],
    ];
  }

  #hold(live) {
    const toggle = () => {
      this.#held = this.#held ? null : live;
      this.#render();
    };
    return h(
      'button',
      {
        key: 'hold',
        class: 'button',
        type: 'button',
        'aria-pressed': String(this.#held !== null),
        on: { click: toggle },
      },
      this.#held ? 'Go on' : 'Hold still',
    );
  }

  #filters({ nodes }) {
    const environments = [...new Set([...nodes.values()].map((node) => node.environment).filter(Boolean))].sort();
    const { query, status, environment } = this.#filter;
    return h('div', { key: 'filters', class: 'filters', role: 'group', 'aria-label': 'Filters' }, [
      textField('query', 'Search', {
        value: query,
        on: { input: ({ target }) => this.#choose('query', target.value) },
      }),
      choiceField('status', 'State', STATES, status, (value) => this.#choose('status', value)),
      choiceField(
        'environment',
        'Environment',
        [['', 'Any environment'], ...environments.map((each) => [each, each])],
        environment,
        (value) => this.#choose('environment', value),
      ),
    ]);
  }

  #rows({ relations }) {
    const { query, status, environment } = this.#filter;
    const match = matcher(query);
    const shown = [...relations.nodes.values()]
      .filter((node) => node.status !== 'unregistered')
      .filter((node) => (!status || statusOf(node) === status) && (!environment || node.environment === environment))
      .filter((node) => !match || match('node', node));
    const toggle = (id, open) => {
      if (open) this.#open.add(id);
      else this.#open.delete(id);
      this.#render();
    };
    return shown.length === 0
      ? nothing('No database fits these filters')
      : databaseRows(shown, relations, this.#snapshot, this.#open, toggle);
  }
}

/** Of when it is what is shown. */
export function asOf(held, live, phase) {
  if (held) return ['Held as of ', time(held.generatedAt)];
  return phase.name === 'live' ? 'As it is now.' : ['As last heard at ', time(live.generatedAt)];
}
