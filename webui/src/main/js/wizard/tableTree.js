// Tables of a source to be picked out of a tree with a search, each with its rows and columns.
import { textField } from '../dom/field.js';
import { h } from '../dom/h.js';
import { branches } from './branches.js';
import { restrict } from './restrict.js';
import { everything, fitting, found, picked, withoutSchema, withSchema, withTables } from './tree.js';
import { knows } from './versions.js';

const MANY = 200;

export class TableTree {
  #source;
  #context;
  #none;
  #open = new Map();
  #wholes = new Set();

  /** context(): {draft, set, searched, search, source}, as it is now; none: what is said where there is nothing to pick. */
  constructor(source, context, none = 'The source has no table that could be published.') {
    this.#none = none;
    this.#source = source;
    this.#context = context;
  }

  /** schemas: whether they can be picked as a whole, with what they get later. */
  draw(context, schemas) {
    const { draft, set, searched, search, source } = context;
    const { tree, tables, whole: complete, problem } = this.#source;
    if (tables.length === 0) return this.#empty(complete, problem);
    const text = searched.tables ?? '';
    const shown = found(tree, text);
    const narrowed = text.trim() !== '';
    const nodes = fitting(shown.flatMap((each) => each.tables));
    const pick = (some, yes) => set(withTables(this.#context().draft, this.#wholesOf(some), yes));
    const filtering = knows(15, source);
    return h('div', { key: 'tree', class: 'card tree' }, [
      h('div', { key: 'head', class: 'tree-head' }, [
        textField('tables-search', 'Search for tables', {
          value: text,
          type: 'search',
          placeholder: 'Schema or table',
          on: { input: ({ target }) => search('tables', target.value) },
        }),
        h('div', { key: 'many', class: 'page-actions' }, [
          button(`Select ${narrowed ? `the ${nodes.length} found` : 'all'}`, () => pick(nodes, true)),
          button('Select none', () => (narrowed ? pick(nodes, false) : set({ schemas: [], tables: [] }))),
        ]),
      ]),
      narrowed &&
        shown.length === 0 &&
        h('p', { key: 'none', class: 'tree-note faint' }, 'No table has that in its name.'),
      branches(shown, {
        picks: picked(draft),
        isOpen: (key) =>
          this.#open.get(key) ??
          (narrowed || (key.startsWith('schema:') && (tables.length <= MANY || tree.length === 1))),
        toggle: (key, open) => {
          this.#open.set(key, open);
          set({});
        },
        isWhole: (key) => this.#wholes.has(key),
        showWhole: (key) => {
          this.#wholes.add(key);
          set({});
        },
        schemas,
        identity: draft.operations.some((each) => each === 'update' || each === 'delete'),
        signature: [filtering, schemas, draft.schemas.length > 0, draft.operations],
        pick: (node, yes) => pick([node], yes),
        pickSchema: (schema, yes) => {
          const now = this.#context().draft;
          if (yes || (narrowed && !now.schemas.includes(schema.schema))) pick(fitting(schema.tables), yes);
          else set(withoutSchema(now, this.#wholeOf(schema)));
        },
        pickWhole: (schema, yes) => set(withSchema(this.#context().draft, this.#wholeOf(schema), yes)),
        restrict: filtering ? (table) => restrict(table, this.#source, this.#context, set) : null,
      }),
      !complete && !problem && h('p', { key: 'more', class: 'tree-note faint' }, 'Asking for more tables…'),
    ]);
  }

  /** With the partitions that a search hides. */
  #wholesOf(nodes) {
    const keys = new Set(nodes.map(({ key }) => key));
    return this.#source.tree.flatMap(({ tables }) => tables.flatMap(everything)).filter(({ key }) => keys.has(key));
  }

  /** With the tables that a search hides. */
  #wholeOf({ schema }) {
    return this.#source.tree.find((each) => each.schema === schema);
  }

  #empty(complete, problem) {
    if (problem) return null;
    return complete
      ? h('p', { key: 'nothing', class: 'notice' }, this.#none)
      : h('p', { key: 'waiting', class: 'waiting' }, 'Asking the source for its tables…');
  }
}

function button(words, click) {
  return h('button', { key: words, class: 'button', type: 'button', on: { click } }, words);
}
