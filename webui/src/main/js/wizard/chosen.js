// What was picked: how much it is, and what of it the source does not have.
import { h } from '../dom/h.js';
import { bytes, exactBytes, whole } from '../format/bytes.js';
import { keyOf } from './draft.js';
import { missing, weight } from './tree.js';

const FIRST = 5;

export function chosen({ tree, tables, whole: complete }, { draft, set }) {
  if (draft.what === 'existing' || tables.length === 0) return null;
  const gone = draft.what === 'tables' && complete ? missing(tree, draft) : [];
  return gone.length > 0 && notThere(gone, draft, set);
}

/** How much it is, as far as that is known. */
export function sum({ tree, tables }, { draft }) {
  if (draft.what === 'existing' || tables.length === 0) return null;
  const picked = weight(tree, draft);
  const all = tree.reduce((total, each) => total + each.tables.length, 0);
  return h('span', { key: 'sum', class: 'tree-sum', title: exactBytes(picked.bytes) }, [
    h('strong', { key: 'tables' }, `${whole(picked.tables)} of ${whole(all)} ${all === 1 ? 'table' : 'tables'}`),
    picked.bytes > 0 && `, about ${bytes(picked.bytes)}`,
    picked.unsized > 0 && `, ${whole(picked.unsized)} of unknown size, never analysed`,
  ]);
}

function notThere(gone, draft, set) {
  const tables = new Set(gone.filter(({ name }) => name).map(keyOf));
  const schemas = new Set(gone.filter(({ name }) => !name).map(({ schema }) => schema));
  const letGo = () =>
    set({
      tables: draft.tables.filter((table) => !tables.has(keyOf(table))),
      schemas: draft.schemas.filter((schema) => !schemas.has(schema)),
    });
  const names = gone.slice(0, FIRST).map(({ schema, name }) => (name ? `${schema}.${name}` : `schema ${schema}`));
  return h('div', { key: 'gone', class: 'notice' }, [
    h(
      'p',
      { key: 'words', class: 'notice-title' },
      `The source does not have ${names.join(', ')}${gone.length > FIRST ? `, and ${gone.length - FIRST} more` : ''}.`,
    ),
    h(
      'button',
      { key: 'let-go', class: 'button', type: 'button', on: { click: letGo } },
      'Let go of what is not there',
    ),
  ]);
}
