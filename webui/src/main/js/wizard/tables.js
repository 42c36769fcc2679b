// What is published: tables out of a tree, all of them, or what a publication has that is there already.
import { textField } from '../dom/field.js';
import { h } from '../dom/h.js';
import { problemNotice } from '../dom/notice.js';
import { branches } from './branches.js';
import { chosen, sum } from './chosen.js';
import { restrict } from './restrict.js';
import { everything, fitting, found, picked, withoutSchema, withSchema, withTables } from './tree.js';
import { knows } from './versions.js';

const WHAT = [
  ['tables', 'Tables that I pick'],
  ['all', 'All tables, also those to come'],
  ['existing', 'What a publication has that is there'],
];
const MANY = 200;

export class Tables {
  #source;
  #context;
  #open = new Map();
  #wholes = new Set();

  constructor(source, context) {
    this.#source = source;
    this.#context = context;
  }

  draw(context) {
    const { draft, set } = context;
    this.#source.of(draft.source);
    return [
      h('fieldset', { key: 'what', class: 'choices choices-row' }, [
        h('legend', { key: 'legend', class: 'visually-hidden' }, 'What is published'),
        WHAT.map(([value, words]) =>
          h('label', { key: value, class: 'choice' }, [
            h('input', {
              type: 'radio',
              name: 'what',
              checked: draft.what === value,
              on: { change: () => set({ what: value }) },
            }),
            h('span', {}, words),
          ]),
        ),
      ]),
      this.#trouble(),
      draft.what === 'existing' && this.#existing(context),
      draft.what === 'all' && this.#all(),
      draft.what === 'tables' && this.#tree(context),
      chosen(this.#source, context),
    ];
  }

  /** What is picked, in sum. */
  sum(context) {
    return sum(this.#source, context);
  }

  #trouble() {
    const { problem } = this.#source;
    return (
      problem &&
      h('div', { key: 'trouble', class: 'stacked' }, [
        problemNotice(problem),
        h(
          'p',
          { key: 'again' },
          h('button', { class: 'button', type: 'button', on: { click: () => this.#source.load() } }, 'Ask again'),
        ),
      ])
    );
  }

  #existing({ draft, set }) {
    const names = [...new Set(this.#source.tables.flatMap(({ publications }) => publications))].sort();
    return h('div', { key: 'existing', class: 'card card-body fields' }, [
      h(
        'datalist',
        { key: 'known', id: 'known-publications' },
        names.map((value) => h('option', { key: value, value })),
      ),
      textField(
        'publicationName',
        'Publication',
        {
          value: draft.publicationName,
          list: 'known-publications',
          on: { input: ({ target }) => set({ publicationName: target.value }) },
        },
        { hint: 'It is used as it is, and stays when the stream is removed.' },
      ),
    ]);
  }

  #all() {
    return h('p', { key: 'all', class: 'notice notice-quiet' }, [
      'Every table of the database, also those that are created later. PostgreSQL asks for a superuser to publish so,',
      ' and the target must have every one of them.',
    ]);
  }

  #tree(context) {
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
          this.#button(`Select ${narrowed ? `the ${nodes.length} found` : 'all'}`, () => pick(nodes, true)),
          this.#button('Select none', () => (narrowed ? pick(nodes, false) : set({ schemas: [], tables: [] }))),
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
        schemas: filtering,
        identity: draft.operations.some((each) => each === 'update' || each === 'delete'),
        signature: [filtering, draft.schemas.length > 0, draft.operations],
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
      ? h('p', { key: 'nothing', class: 'notice' }, 'The source has no table that could be published.')
      : h('p', { key: 'waiting', class: 'waiting' }, 'Asking the source for its tables…');
  }

  #button(words, click) {
    return h('button', { key: words, class: 'button', type: 'button', on: { click } }, words);
  }
}
