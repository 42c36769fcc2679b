// What RDS has and nobody registered yet: each can be taken over into the form.
import { h } from '../dom/h.js';
import { problemNotice } from '../dom/notice.js';
import { ask } from '../session/api.js';
import { table } from '../table/table.js';
import { writtenTags } from './tags.js';

export class RdsFinder {
  #changed;
  #found = null;
  #troubles = [];
  #problem = null;
  #busy = false;
  #order = { name: 'Identifier' };

  constructor(changed) {
    this.#changed = changed;
  }

  async look() {
    this.#busy = true;
    this.#changed();
    const found = [];
    let cursor = null;
    do {
      const query = new URLSearchParams({ limit: 200, ...(cursor ? { cursor } : {}) });
      const { body, problem } = await ask('GET', `/api/aws/rds?${query}`);
      this.#problem = problem ?? null;
      this.#troubles = body?.troubles ?? [];
      found.push(...(body?.items ?? []));
      cursor = body?.next ?? null;
    } while (cursor);
    this.#busy = false;
    this.#found = found.flatMap((database) =>
      database.endpoints.map((endpoint) => ({ ...endpoint, from: database, id: `${database.arn} ${endpoint.use}` })),
    );
    this.#changed();
  }

  draw() {
    return h('section', { key: 'rds', class: 'stacked', 'aria-label': 'In RDS' }, [
      h('div', { key: 'head', class: 'section-head' }, [
        h('h2', { class: 'section-title' }, 'In RDS'),
        h(
          'button',
          { class: 'button', type: 'button', disabled: this.#busy, on: { click: () => this.look() } },
          this.#busy ? 'Looking…' : 'Look for databases in RDS',
        ),
      ]),
      problemNotice(this.#problem),
      this.#troubles.map((trouble, i) =>
        h('div', { key: `trouble:${i}`, class: 'notice' }, [
          h('p', { key: 'message' }, trouble.message),
          trouble.remedy && h('p', { key: 'remedy', class: 'notice-remedy' }, trouble.remedy),
        ]),
      ),
      this.#found?.length === 0 &&
        h('p', { key: 'none', class: 'faint' }, 'None is seen with the present permissions.'),
      this.#found?.length > 0 &&
        table({
          kind: 'rds',
          title: 'Endpoints',
          rows: this.#found,
          columns: COLUMNS,
          order: this.#order,
          onOrder: (order) => {
            this.#order = order;
            this.#changed();
          },
          whole: true,
        }),
    ]);
  }
}

const text = (name, of) => ({ name, sort: of, cell: (row) => of(row) ?? '' });

const COLUMNS = [
  text('Identifier', ({ from }) => from.identifier),
  text('Kind', ({ from, use }) => `${from.kind}, ${use}`),
  text('Engine', ({ from }) => `${from.engine} ${from.version}`),
  text('Region', ({ from }) => from.region),
  text('Address', ({ host, port }) => `${host}:${port}`),
  text('Logical replication', ({ from }) =>
    from.pendingReboot ? `${from.logicalReplication}, waits for a restart` : from.logicalReplication,
  ),
  { name: 'Here', sort: ({ databaseIds }) => databaseIds.length, cell: here },
];

function here({ databaseIds, offer }) {
  if (databaseIds.length > 0) return h('a', { href: `/databases/${databaseIds[0]}` }, 'registered');
  if (!offer) return h('span', { class: 'faint' }, 'not offered');
  const query = new URLSearchParams(
    Object.entries(offer)
      .filter(([, value]) => value != null && value.length !== 0)
      .map(([name, value]) => [name, written(name, value)]),
  );
  return h('a', { class: 'button', href: `/databases/new?${query}` }, 'Register…');
}

function written(name, value) {
  return name === 'tags' ? writtenTags(value) : `${value}`;
}
