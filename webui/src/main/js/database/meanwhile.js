// What somebody else saved while it was changed here: field by field, and what becomes of it.
import { h } from '../dom/h.js';
import { time } from '../format/time.js';
import { labelOf } from './fields.js';

const ENOUGH = 300;

/** saved: the database as it is now. */
export function meanwhile(entered, { updatedBy, updatedAt }) {
  const { taken, disputed } = entered;
  return h('div', { key: 'meanwhile', id: 'meanwhile', class: 'notice', role: 'alert', tabindex: '-1' }, [
    h('p', { key: 'who', class: 'notice-title' }, [`It was changed meanwhile by ${updatedBy}, `, time(updatedAt), '.']),
    disputed.length > 0 && h('p', { key: 'both' }, 'You changed the same, and theirs is now:'),
    list('disputed', disputed, entered),
    taken.length > 0 && h('p', { key: 'taken' }, 'In the form already, as you had not changed it:'),
    list('taken-list', taken, entered),
    h('p', { key: 'next', class: 'notice-remedy' }, next(disputed)),
  ]);
}

function next(disputed) {
  return disputed.length > 0
    ? 'Save yours over it, or take theirs; whatever else you changed stays as you typed it.'
    : 'What you changed is still here, and not saved yet: save it again.';
}

function list(key, names, entered) {
  return (
    names.length > 0 &&
    h(
      'ul',
      { key, class: 'notice-list' },
      names.map((name) => h('li', { key: name }, `${labelOf(name)}: ${value(entered.theirs(name))}`)),
    )
  );
}

function value(text) {
  if (text === '') return 'nothing';
  return `“${text.length > ENOUGH ? `${text.slice(0, ENOUGH)}…` : text}”`;
}
