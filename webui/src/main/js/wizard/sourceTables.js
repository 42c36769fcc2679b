// The tables that a source could publish, as they come page by page. Those of the latest source that was asked for.
import { ask } from '../session/api.js';
import { treeOf } from './tree.js';

export class SourceTables {
  #changed;
  #id = null;
  #turn = 0;
  #wanted;
  tables = [];
  tree = [];
  problem = null;
  whole = false;

  /** wanted(table): which of them are of interest. */
  constructor(changed, wanted = () => true) {
    this.#changed = changed;
    this.#wanted = wanted;
  }

  /** Asks for those of this database, unless it did. */
  of(id) {
    if (id !== this.#id) this.load(id);
  }

  async load(id = this.#id) {
    const turn = ++this.#turn;
    Object.assign(this, { tables: [], tree: [], problem: null, whole: false });
    this.#id = id;
    let cursor = null;
    do {
      const query = new URLSearchParams({ limit: 1000, ...(cursor ? { cursor } : {}) });
      const { body, problem } = await ask('GET', `/api/databases/${encodeURIComponent(id)}/tables?${query}`);
      if (turn !== this.#turn) return;
      this.problem = problem ?? null;
      this.tables = [...this.tables, ...(body?.items ?? []).filter(this.#wanted)];
      this.tree = treeOf(this.tables);
      cursor = body?.next ?? null;
      this.whole = !problem && !cursor;
      this.#changed();
    } while (cursor);
  }

  /** One of them with its columns; answers {table} or {problem}. */
  async columnsOf({ schema, name }) {
    const query = new URLSearchParams({ schema, table: name, columns: true });
    const { body, problem } = await ask('GET', `/api/databases/${encodeURIComponent(this.#id)}/tables?${query}`);
    return { table: body?.items[0], problem };
  }
}
