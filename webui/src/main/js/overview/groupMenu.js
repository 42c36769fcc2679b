// By what servers are told apart into frames on the map.
import { h } from '../dom/h.js';

const groupings = [
  ['', 'No groups'],
  ['cloud', 'By cloud'],
  ['region', 'By region'],
  ['environment', 'By environment'],
];

const unknown = {
  cloud: 'No server’s cloud is known',
  region: 'No server’s region is known; a tag region=… says it',
  environment: 'No database has an environment',
};

export function groupMenu({ view, group, groupKeys, collapsed, setGroup, setCollapsed }) {
  if (view !== 'map') return null;
  const all = groupKeys.length > 0 && groupKeys.every((key) => collapsed.includes(key));
  return h('div', { key: 'group', class: 'grouping' }, [
    h(
      'select',
      {
        class: 'button grouping-choice',
        'aria-label': 'Groups on the map',
        value: group ?? '',
        on: { change: ({ target }) => setGroup(target.value || null) },
      },
      groupings.map(([value, words]) => h('option', { key: value, value, selected: value === (group ?? '') }, words)),
    ),
    group &&
      groupKeys.length === 0 &&
      h('span', { key: 'none', class: 'grouping-note', role: 'status' }, unknown[group]),
    groupKeys.length > 0 &&
      h(
        'button',
        {
          key: 'all',
          class: 'button',
          type: 'button',
          on: { click: () => setCollapsed(all ? [] : groupKeys) },
        },
        all ? 'Expand all' : 'Collapse all',
      ),
  ]);
}
