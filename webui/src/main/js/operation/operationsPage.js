// All operations, the newest first. What the socket tells changes them in place.
import { status } from '../details/facts.js';
import { choiceField } from '../dom/field.js';
import { h } from '../dom/h.js';
import { problemNotice } from '../dom/notice.js';
import { duration, exactSeconds } from '../format/duration.js';
import { time } from '../format/time.js';
import { hear } from '../live/operations.js';
import { pageHead, nothing } from '../page/head.js';
import { inPlace } from '../page/place.js';
import { table } from '../table/table.js';
import { Listing } from './listing.js';
import { kindInWords, kindsOfOperations, operationState } from './words.js';

const STATES = [
  ['', 'Any state'],
  ['pending', 'Waiting'],
  ['running', 'Running'],
  ['succeeded', 'Done'],
  ['undone', 'Failed, undone'],
  ['failed', 'Failed, something is left'],
  ['cancelled', 'Cancelled'],
];
const NAMES = ['status', 'kind', 'subject'];

export class OperationsPage {
  #listing = new Listing(() => this.#render());
  #phase = null;
  #order = { name: 'Asked for', descending: true };
  #filter = Object.fromEntries(NAMES.map((name) => [name, new URLSearchParams(location.search).get(name) ?? '']));
  #render;

  constructor() {
    this.#render = inPlace(
      ({ state }) => this.#draw(state),
      ({ phase }) => this.#follow(phase.name),
    );
    hear((operation) => this.#listing.hear(operation));
    this.#listing.load(this.#filter);
  }

  /** What happened while the connection was away was not told. */
  #follow(phase) {
    if (phase === 'live' && this.#phase !== 'live') this.#listing.load(this.#filter);
    this.#phase = phase;
  }

  #choose(name, value) {
    this.#filter = { ...this.#filter, [name]: value };
    const query = new URLSearchParams(Object.entries(this.#filter).filter(([, each]) => each)).toString();
    history.replaceState(null, '', query ? `?${query}` : location.pathname);
    this.#listing.load(this.#filter);
    this.#render();
  }

  #draw(topology) {
    return [
      pageHead('Operations', { note: 'What was done to databases from here, step by step.' }),
      this.#filters(topology),
      problemNotice(this.#listing.problem),
      this.#listing.operations.length > 0 ? this.#table(topology) : this.#empty(),
    ];
  }

  #filters({ nodes }) {
    const kinds = [['', 'Any kind'], ...kindsOfOperations.map((kind) => [kind, kindInWords(kind)])];
    const databases = [
      ['', 'Any database'],
      ...[...nodes.values()]
        .filter((node) => node.status !== 'unregistered')
        .map((node) => [`database:${node.id}`, node.name])
        .sort(([, a], [, b]) => a.localeCompare(b, 'en', { numeric: true })),
    ];
    return h('div', { key: 'filters', class: 'filters', role: 'group', 'aria-label': 'Filters' }, [
      choiceField('status', 'State', STATES, this.#filter.status, (value) => this.#choose('status', value)),
      choiceField('kind', 'What', kinds, this.#filter.kind, (value) => this.#choose('kind', value)),
      choiceField('subject', 'Where', databases, this.#filter.subject, (value) => this.#choose('subject', value)),
    ]);
  }

  #empty() {
    if (!this.#listing.read) return h('p', { key: 'waiting', class: 'waiting' }, 'Asking for the operations…');
    if (this.#listing.problem) return null;
    return Object.values(this.#filter).some(Boolean)
      ? nothing('No operation fits these filters', h('p', { key: 'do' }, 'Choose others to see more.'))
      : nothing(
          'Nothing was done from here yet',
          h('p', { key: 'do' }, 'Streams are made, changed and removed by operations: choose one on the ', [
            h('a', { key: 'link', href: '/' }, 'map'),
            '.',
          ]),
        );
  }

  #table(topology) {
    return [
      table({
        kind: 'operation',
        title: 'Operations',
        rows: this.#listing.operations,
        besides: (operation) => whereOf(operation, topology.nodes),
        columns: columns(topology, Date.now()),
        order: this.#order,
        onOrder: (order) => {
          this.#order = order;
          this.#render();
        },
        whole: true,
      }),
      this.#listing.next &&
        h(
          'p',
          { key: 'older' },
          h('button', { class: 'button', type: 'button', on: { click: () => this.#listing.older() } }, 'Show older'),
        ),
    ];
  }
}

function columns({ nodes }, now) {
  const where = (operation) => whereOf(operation, nodes);
  return [
    {
      name: 'What',
      sort: (operation) => kindInWords(operation.kind),
      cell: (operation) => h('a', { href: `/operations/${operation.id}` }, kindInWords(operation.kind)),
    },
    {
      name: 'State',
      sort: (operation) => operationState(operation).word,
      cell: (operation) => status(operationState(operation)),
    },
    { name: 'Where', sort: where, cell: where },
    {
      name: 'Steps',
      number: true,
      sort: (operation) => operation.percent,
      cell: (operation) => `${operation.percent} %`,
    },
    { name: 'Asked for by', sort: (operation) => operation.requestedBy, cell: (operation) => operation.requestedBy },
    {
      name: 'Asked for',
      sort: (operation) => Date.parse(operation.requestedAt),
      cell: (operation) => time(operation.requestedAt, now),
    },
    {
      name: 'Took',
      number: true,
      sort: took,
      title: (operation) => (took(operation) == null ? null : exactSeconds(took(operation))),
      cell: (operation) => (took(operation) == null ? '–' : duration(took(operation))),
    },
  ];
}

function whereOf({ subjects }, nodes) {
  return subjects
    .map(
      (subject) => nodes.get(subject.replace('database:', ''))?.name ?? (nodes.size > 0 ? 'one taken out since' : null),
    )
    .filter(Boolean)
    .join(', ');
}

/** From the first step to the last, in seconds; waiting for its turn is not part of it. */
function took({ steps }) {
  const begun = steps.map((step) => Date.parse(step.startedAt)).filter((at) => !Number.isNaN(at));
  const ended = steps.map((step) => Date.parse(step.finishedAt)).filter((at) => !Number.isNaN(at));
  return ended.length === 0 ? null : (Math.max(...ended) - Math.min(...begun)) / 1000;
}
