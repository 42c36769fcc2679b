// All registered databases with how they stand, a list to bring in or take away, and what RDS has beside them.
import { status } from '../details/facts.js';
import { textField } from '../dom/field.js';
import { h } from '../dom/h.js';
import { problemNotice } from '../dom/notice.js';
import { time } from '../format/time.js';
import { nodeState, providerName } from '../format/words.js';
import { nothing, pageHead } from '../page/head.js';
import { inPlace } from '../page/place.js';
import { showing } from '../table/shown.js';
import { table } from '../table/table.js';
import { IMPORT, importList } from './import.js';
import { RdsFinder } from './rds.js';
import { Registered } from './registered.js';

export class DatabasesPage {
  #registered = new Registered(() => this.#render());
  #query = new URLSearchParams(location.search).get('q') ?? '';
  #order = { name: 'Name' };
  #whole = false;
  #rds;
  #render;

  constructor() {
    this.#rds = new RdsFinder(() => this.#render());
    this.#render = inPlace(
      ({ state }) => this.#draw(state),
      ({ state }) => this.#registered.see(state),
    );
    this.#registered.load();
    this.#goOn(location.hash);
  }

  /** Whoever comes for a list or for RDS, comes to just that. */
  #goOn(hash) {
    if (hash === IMPORT) return importList(() => this.#registered.load());
    if (hash === '#rds') this.#rds.look();
    // Not again with a reload.
    if (hash) history.replaceState(null, '', location.pathname + location.search);
  }

  #draw({ nodes }) {
    return [
      pageHead('Databases', {
        note: 'What is watched, and what streams can be made between.',
        actions: [
          h('a', { key: 'new', class: 'button button-primary', href: '/databases/new' }, 'Register a database'),
          h(
            'button',
            {
              key: 'import',
              class: 'button',
              type: 'button',
              on: { click: () => importList(() => this.#registered.load()) },
            },
            'Import…',
          ),
          h('a', { key: 'yaml', class: 'button', href: '/api/databases/export?format=yaml' }, 'Export as YAML'),
          h('a', { key: 'json', class: 'button', href: '/api/databases/export?format=json' }, 'as JSON'),
        ],
      }),
      problemNotice(this.#registered.problem),
      textField('search', 'Search', { value: this.#query, on: { input: ({ target }) => this.#search(target.value) } }),
      this.#registered.databases.length > 0 ? this.#table(nodes) : this.#empty(),
      this.#rds.draw(),
    ];
  }

  #table(nodes) {
    const shown = columns(nodes);
    const rows = this.#registered.databases.filter(showing(this.#query, shown));
    if (rows.length === 0)
      return nothing(`No database fits “${this.#query}”`, h('p', { key: 'do' }, 'What the columns show is searched.'));
    return table({
      kind: 'database',
      title: 'Registered',
      rows,
      columns: shown,
      order: this.#order,
      onOrder: (order) => {
        this.#order = order;
        this.#render();
      },
      whole: this.#whole,
      onWhole: () => {
        this.#whole = true;
        this.#render();
      },
      besides: ({ id }) => nodes.get(id),
    });
  }

  #empty() {
    if (!this.#registered.isRead) return h('p', { key: 'waiting', class: 'waiting' }, 'Asking for the databases…');
    return (
      !this.#registered.problem &&
      nothing(
        'No database is registered yet',
        h('p', { key: 'do' }, 'Register one, bring in a list, or look in RDS below.'),
      )
    );
  }

  #search(query) {
    this.#query = query;
    history.replaceState(null, '', query ? `?${new URLSearchParams({ q: query })}` : location.pathname);
    this.#render();
  }
}

function columns(nodes) {
  const text = (name, of) => ({ name, sort: of, cell: (row) => of(row) ?? '' });
  return [
    { name: 'Name', sort: (d) => d.name, cell: (d) => h('a', { href: `/databases/${d.id}` }, d.name) },
    {
      name: 'State',
      sort: (d) => nodes.get(d.id)?.status,
      title: (d) => nodes.get(d.id)?.error?.message,
      cell: (d) => status(nodeState(nodes.get(d.id))),
    },
    text('Address', (d) => `${d.host}:${d.port} / ${d.database}`),
    text('Environment', (d) => d.environment),
    text('Provider', (d) => providerName(d.provider)),
    text('Role', (d) => d.role),
    text('TLS', (d) => d.tlsMode),
    {
      name: 'Credentials',
      sort: (d) => d.credentials,
      cell: (d) => h('span', { class: 'wrapped' }, d.credentials),
    },
    text('Tags', (d) =>
      Object.entries(d.tags)
        .map(([key, value]) => `${key}: ${value}`)
        .join(', '),
    ),
    {
      name: 'Changed',
      sort: (d) => d.updatedAt,
      title: (d) => `By ${d.updatedBy}`,
      cell: (d) => time(d.updatedAt),
    },
  ];
}
