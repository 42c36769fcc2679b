// What the reader chose stands in the query of the address, so that the view can be sent to a colleague. What others keep
// there stays.
import { noFilter } from '../health/filter.js';
import { paced } from './paced.js';

const groupings = ['cloud', 'region', 'environment'];

export function readChoices(search = location.search) {
  const query = new URLSearchParams(search);
  const filter = Object.fromEntries(Object.keys(noFilter).map((facet) => [facet, [...new Set(query.getAll(facet))]]));
  const group = query.get('group');
  return {
    filter,
    query: query.get('find') ?? '',
    view: ['map', 'table'].includes(query.get('view')) ? query.get('view') : null,
    group: groupings.includes(group) ? group : null,
    collapsed: query.getAll('collapsed'),
  };
}

/** The query with these choices in place of those that it held. */
export function withChoices(search, { filter, query, view, group, collapsed }) {
  const wanted = { ...filter, find: query, view, group, collapsed: group ? collapsed : [] };
  const next = new URLSearchParams(search);
  for (const [name, value] of Object.entries(wanted)) {
    next.delete(name);
    for (const each of [value].flat()) if (each) next.append(name, each);
  }
  const text = next.toString();
  return text && `?${text}`;
}

export const writeChoices = paced((choices) => {
  const search = withChoices(location.search, choices);
  if (search !== location.search) history.replaceState(null, '', location.pathname + search + location.hash);
});
