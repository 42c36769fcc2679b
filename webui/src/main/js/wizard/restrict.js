// Which rows and which columns of one table are published.
import { checkField, textField } from '../dom/field.js';
import { Dialog } from '../dom/dialog.js';
import { h } from '../dom/h.js';
import { problemNotice } from '../dom/notice.js';
import { keyOf } from './draft.js';

/** table: as it is in the draft; set(change) takes the changed draft. */
export function restrict(table, source, context, set) {
  const state = {
    known: null,
    problem: null,
    where: table.where ?? '',
    columns: new Set(table.columns ?? []),
    some: (table.columns ?? []).length > 0,
  };
  const render = () => dialog.render();
  const use = () => {
    const { draft } = context();
    const kept = state.some ? inOrder(state) : [];
    const changed = {
      schema: table.schema,
      name: table.name,
      ...(kept.length > 0 ? { columns: kept } : {}),
      ...(state.where.trim() ? { where: state.where.trim() } : {}),
    };
    set({ tables: draft.tables.map((each) => (keyOf(each) === keyOf(table) ? changed : each)) });
    // It was entered in a dialog, step by step: a reload at once shall not lose it.
    context().settle();
    dialog.close();
  };
  const dialog = new Dialog(() => ({
    title: `Rows and columns of ${table.schema}.${table.name}`,
    body: [rows(state, render), columns(state, context(), render), problemNotice(state.problem)],
    actions: [
      h(
        'button',
        {
          key: 'use',
          class: 'button button-primary',
          type: 'button',
          disabled: state.some && inOrder(state).length === 0,
          on: { click: use },
        },
        'Use this',
      ),
    ],
  }));
  source.columnsOf(table).then(({ table: known, problem }) => {
    Object.assign(state, { known, problem: problem ?? null });
    beginWithAll(state);
    render();
  });
}

// Whoever wants only some lets go of the others; it may be wanted before the columns are known.
function beginWithAll({ some, known, columns: chosen }) {
  if (some && chosen.size === 0) known?.columns.forEach(({ name, generated }) => !generated && chosen.add(name));
}

function inOrder({ known, columns: chosen }) {
  return known ? known.columns.map(({ name }) => name).filter((name) => chosen.has(name)) : [...chosen];
}

function rows(state, render) {
  return textField(
    'where',
    'Only rows where',
    {
      value: state.where,
      area: true,
      placeholder: "region = 'eu'",
      on: {
        input: ({ target }) => {
          state.where = target.value;
          render();
        },
      },
    },
    {
      hint: `A condition in SQL; all rows if it is empty. With updates or deletes it may use ${keyWords(state.known)} alone. It takes an administrator.`,
    },
  );
}

function columns(state, { draft }, render) {
  const { known, some } = state;
  const whole = draft.schemas.length > 0;
  const toggle = (name, yes) => {
    if (yes) state.columns.add(name);
    else state.columns.delete(name);
    render();
  };
  return [
    checkField(
      'some-columns',
      'Only some columns',
      some,
      (yes) => {
        state.some = yes;
        beginWithAll(state);
        render();
      },
      { hint: 'Columns that are added to the table later do not come along then.' },
    ),
    some &&
      whole &&
      h(
        'p',
        { key: 'whole', class: 'notice' },
        'PostgreSQL publishes no column lists beside whole schemas: let go of these, or of the list.',
      ),
    some && !known && !state.problem && h('p', { key: 'waiting', class: 'faint' }, 'Asking for the columns…'),
    some &&
      known &&
      h(
        'fieldset',
        { key: 'columns', class: 'choices column-list' },
        h('legend', { key: 'legend' }, 'Columns'),
        known.columns.map(({ name, type, generated }) =>
          h('label', { key: name, class: 'choice' }, [
            h('input', {
              type: 'checkbox',
              checked: state.columns.has(name),
              on: { change: ({ target }) => toggle(name, target.checked) },
            }),
            h('span', {}, [
              name,
              ' ',
              h('span', { key: 'type', class: 'faint mono' }, type),
              known.key.includes(name) && h('span', { key: 'key', class: 'badge' }, 'key'),
              generated && h('span', { key: 'generated', class: 'badge' }, 'generated'),
            ]),
          ]),
        ),
      ),
    some && known && notes(state.columns, known, draft),
  ];
}

function notes(chosen, known, draft) {
  const gone = [...chosen].filter((name) => known.columns.every((column) => column.name !== name));
  const left = changes(draft) ? known.key.filter((name) => !chosen.has(name)) : [];
  const notice = (key, text) => h('p', { key, class: 'notice notice-bad' }, text);
  return [
    gone.length > 0 && notice('gone', `Not in the table any more, and left out: ${gone.join(', ')}.`),
    left.length > 0 &&
      notice(
        'key',
        `Updates and deletes would fail on the source without ${left.join(', ')}: its replica identity needs it.`,
      ),
  ];
}

function changes({ operations }) {
  return operations.includes('update') || operations.includes('delete');
}

function keyWords(known) {
  if (known?.replicaIdentity === 'full') return 'any column, as its replica identity is the whole row,';
  return known && known.key.length > 0
    ? `the columns of its replica identity (${known.key.join(', ')})`
    : 'the columns of its replica identity';
}
