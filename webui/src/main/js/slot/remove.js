// Removes for good what nobody is known to use, once somebody has written its name out.
import { act } from '../action/act.js';
import { confirmField } from '../dom/field.js';
import { h } from '../dom/h.js';
import { ask } from '../session/api.js';

const meanings = {
  slot: 'The log that it keeps may be removed by its server then. Whoever would read it has to begin anew.',
  publication: 'A subscription that takes it stops with an error (18: gets nothing of it any more).',
  origin: 'How far a subscription has come is forgotten with it.',
};

function path({ kind, databaseId, name }) {
  const written = encodeURIComponent(name);
  return kind === 'slot' ? `/api/slots/${databaseId}/${written}` : `/api/databases/${databaseId}/${kind}s/${written}`;
}

/** Publications of one name may be in several databases of a server. */
export function whereOf({ server, database }) {
  return database ? `in database ${database} on ${server}` : `on ${server}`;
}

export function removeOrphan(orphan) {
  const { kind, name, mayBeUsedBy, madeHere } = orphan;
  return act({
    title: `Remove ${kind} ${name}`,
    verb: 'Remove for good',
    danger: true,
    ready: ({ confirm }) => confirm === name,
    question: (context) => [
      h('p', { key: 'what' }, ['It is ', h('strong', { key: 'where' }, whereOf(orphan)), `. ${meanings[kind]}`]),
      h(
        'p',
        { key: 'from' },
        madeHere ? 'It was made from here.' : 'It was not made from here: somebody else may count on it.',
      ),
      mayBeUsedBy.length > 0 &&
        h('div', { key: 'users', class: 'notice' }, [
          h('p', { class: 'notice-title' }, 'It may be used all the same'),
          mayBeUsedBy.map((each, i) => h('p', { key: `${i}` }, each)),
        ]),
      confirmField(name, context),
    ],
    send: ({ confirm }) => ask('DELETE', `${path(orphan)}?${new URLSearchParams({ confirm })}`),
  });
}
