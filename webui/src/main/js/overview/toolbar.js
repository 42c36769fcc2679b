import { h } from '../dom/h.js';
import { count } from '../format/count.js';
import { filterMenu, hiddenNote } from './filterMenu.js';
import { groupMenu } from './groupMenu.js';
import { newStream } from '../wizard/comeBack.js';

export function toolbar(context) {
  const { view, setView, query, setQuery, found, pick } = context;
  const segment = (name, label) =>
    h(
      'button',
      { class: 'button', type: 'button', 'aria-pressed': String(view === name), on: { click: () => setView(name) } },
      label,
    );
  return [
    h(
      'div',
      { class: 'segments', role: 'group', 'aria-label': 'Show as' },
      segment('map', 'Map'),
      segment('table', 'Table'),
    ),
    h('div', { class: 'find' }, [
      h('input', {
        id: 'find',
        type: 'search',
        placeholder: 'Find  /',
        'aria-label': 'Find a database, server or stream',
        autocomplete: 'off',
        spellcheck: 'false',
        value: query,
        on: {
          input: ({ target }) => setQuery(target.value),
          keydown: (event) => event.key === 'Enter' && found?.[0] && pick(found[0], { reveal: true }),
        },
      }),
      found &&
        h(
          'span',
          { key: 'count', class: 'find-count', role: 'status' },
          found.length === 0 ? 'none' : count(found.length, 'hit'),
        ),
    ]),
    filterMenu(context),
    groupMenu(context),
    hiddenNote(context),
    context.phase !== 'past' && newStream(),
  ];
}
