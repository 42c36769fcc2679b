// What is published: tables out of a tree, all of them, or what a publication has that is there already.
import { textField } from '../dom/field.js';
import { h } from '../dom/h.js';
import { problemNotice } from '../dom/notice.js';
import { chosen, sum } from './chosen.js';
import { TableTree } from './tableTree.js';
import { knows } from './versions.js';

const WHAT = [
  ['tables', 'Tables that I pick'],
  ['all', 'All tables, also those to come'],
  ['existing', 'What a publication has that is there'],
];

export class Tables {
  #source;
  #tree;

  constructor(source, context) {
    this.#source = source;
    this.#tree = new TableTree(source, context);
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
      draft.what === 'tables' && this.#tree.draw(context, knows(15, context.source)),
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
}
