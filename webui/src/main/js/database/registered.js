// The databases that are registered, read anew when the live topology shows others.
import { ask } from '../session/api.js';

export class Registered {
  databases = [];
  problem = null;
  /** Whether it was read at all, well or not. */
  isRead = false;
  #changed;
  #turn = 0;
  #reading = false;
  #seen = null;
  #difference = '';

  constructor(changed) {
    this.#changed = changed;
  }

  async load() {
    const turn = ++this.#turn;
    this.#reading = true;
    const { items, problem } = await all();
    if (turn !== this.#turn) return;
    this.#reading = false;
    this.problem = problem ?? null;
    this.databases = items ?? this.databases;
    this.isRead = true;
    this.#changed();
    this.#compare();
  }

  /** Hears of each state of the topology. */
  see({ nodes, generatedAt }) {
    if (!generatedAt || nodes === this.#seen) return;
    this.#seen = nodes;
    this.#compare();
  }

  /** Each difference leads to one reading: the topology may be behind the registry, or know nothing for a while. */
  #compare() {
    if (this.#reading || !this.#seen) return;
    const difference = differenceOf(this.databases, this.#seen);
    if (difference === this.#difference) return;
    this.#difference = difference;
    if (difference !== '') this.load();
  }
}

function differenceOf(databases, nodes) {
  const listed = new Set(databases.map(({ id }) => id));
  const more = [...nodes.values()].filter(({ id, status }) => status !== 'unregistered' && !listed.has(id));
  const gone = databases.filter(({ id }) => !nodes.has(id));
  return [...more, ...gone]
    .map(({ id }) => id)
    .sort()
    .join(' ');
}

/** Page by page; in part they would be taken for all. */
async function all() {
  const items = [];
  let cursor = null;
  do {
    const query = new URLSearchParams({ limit: 1000, ...(cursor ? { cursor } : {}) });
    const { body, problem } = await ask('GET', `/api/databases?${query}`);
    if (problem) return { problem };
    items.push(...body.items);
    cursor = body.next;
  } while (cursor);
  return { items };
}
