// What to filter by, and how much is hidden by it.
import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { closeByEscape } from '../dom/menu.js';
import { count } from '../format/count.js';
import { nodeState, streamState } from '../format/words.js';
import { isFiltering, nodeStatuses, noFilter, streamStatuses, toggled } from '../health/filter.js';

const MOST_OFFERED = 500;

export function filterMenu({ filter, facets, setFilter }) {
  const chosen = Object.values(filter).flat().length;
  return h('details', { key: 'filter', class: 'menu choice', on: { keydown: closeByEscape } }, [
    h('summary', { class: 'button' }, [
      icon('filter', { width: 14, height: 14 }),
      'Filter',
      chosen > 0 && h('span', { key: 'chosen', class: 'choice-count' }, `${chosen}`),
      chosen > 0 && h('span', { key: 'word', class: 'visually-hidden' }, ' chosen'),
    ]),
    h('div', { class: 'choice-body' }, [
      boxes('Databases', 'status', words(nodeStatuses, nodeState), filter, facets, setFilter),
      boxes('Streams', 'status', words(streamStatuses, streamState), filter, facets, setFilter),
      boxes('Environment', 'environment', known('environment', filter, facets), filter, facets, setFilter),
      tags(filter, facets, setFilter),
    ]),
  ]);
}

function words(statuses, stateOf) {
  return statuses.map((status) => [status, stateOf({ status }).word]);
}

// Also what was chosen and is no more, or it could not be let go.
function known(facet, filter, facets) {
  return [...new Set([...facets[facet].keys(), ...filter[facet]])].sort().map((value) => [value, value]);
}

function boxes(title, facet, values, filter, facets, setFilter) {
  const offered = values.filter(([value]) => facets[facet].has(value) || filter[facet].includes(value));
  if (offered.length === 0) return null;
  return h('fieldset', { key: title, class: 'choice-group' }, [
    h('legend', {}, title),
    offered.map(([value, word]) =>
      h('label', { key: value, class: 'choice-line' }, [
        h('input', {
          type: 'checkbox',
          checked: filter[facet].includes(value),
          on: { change: () => setFilter(toggled(filter, facet, value)) },
        }),
        h('span', { class: 'choice-word' }, word),
        h('span', { class: 'choice-number' }, `${facets[facet].get(value) ?? 0}`),
      ]),
    ),
  ]);
}

function tags(filter, facets, setFilter) {
  const all = [...facets.tag.keys()].sort();
  if (all.length === 0 && filter.tag.length === 0) return null;
  const choose = ({ target }) => {
    const tag = target.value.trim();
    target.value = '';
    if (tag && !filter.tag.includes(tag)) setFilter(toggled(filter, 'tag', tag));
  };
  return h('fieldset', { key: 'Tags', class: 'choice-group' }, [
    h('legend', {}, 'Tags'),
    filter.tag.map((tag) =>
      h('label', { key: tag, class: 'choice-line' }, [
        h('input', { type: 'checkbox', checked: true, on: { change: () => setFilter(toggled(filter, 'tag', tag)) } }),
        h('span', { class: 'choice-word' }, tag),
        h('span', { class: 'choice-number' }, `${facets.tag.get(tag) ?? 0}`),
      ]),
    ),
    h('div', { key: 'box', class: 'field-box' }, [
      h('input', {
        class: 'field-input',
        list: 'tags',
        placeholder: 'key=value',
        'aria-label': 'Tag to filter by, as key=value',
        autocomplete: 'off',
        spellcheck: 'false',
        on: { change: choose },
      }),
    ]),
    h(
      'datalist',
      { key: 'list', id: 'tags' },
      all.slice(0, MOST_OFFERED).map((tag) => h('option', { key: tag, value: tag })),
    ),
  ]);
}

/** How much is out of sight, with the way back. */
export function hiddenNote({ filter, hidden, setFilter }) {
  if (!isFiltering(filter)) return null;
  const parts = [
    hidden.node > 0 && count(hidden.node, 'database'),
    hidden.stream > 0 && count(hidden.stream, 'stream'),
  ].filter(Boolean);
  return h('div', { key: 'hidden', class: 'filtered' }, [
    h('span', { role: 'status' }, parts.length > 0 ? `${parts.join(' and ')} left out` : 'Nothing is left out'),
    h('button', { class: 'filtered-clear', type: 'button', on: { click: () => setFilter(noFilter) } }, 'Clear filter'),
  ]);
}
