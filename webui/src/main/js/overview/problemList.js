// What is wrong, each entry leading to its place on the map.
import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { patch } from '../dom/patch.js';
import { count } from '../format/count.js';

export function renderProblems(place, { problems, problemsOpen: open, setProblemsOpen, selection, pick, shows }) {
  place.hidden = problems.length === 0;
  place.classList.add('panel');
  patch(place, [
    h(
      'button',
      {
        class: 'problems-toggle',
        type: 'button',
        'aria-expanded': String(open),
        on: { click: () => setProblemsOpen(!open) },
      },
      [
        'Problems',
        h('span', { class: 'problems-count' }, `${problems.length}`),
        icon('chevron', { width: 12, height: 12 }),
      ],
    ),
    open &&
      h(
        'ul',
        { key: 'list', class: 'problems-list' },
        problems.map((problem) => entry(problem, selection, pick, shows)),
      ),
  ]);
}

function entry({ key, kind, id, tone, title, cause, affects }, selection, pick, shows) {
  const current = selection?.kind === kind && selection.id === id;
  return h(
    'li',
    { key },
    h(
      'button',
      {
        class: 'problem',
        type: 'button',
        'data-tone': tone,
        'aria-current': String(current),
        on: { click: () => pick({ kind, id }, { reveal: true }) },
      },
      [
        icon(tone === 'bad' ? 'alarm' : 'pause', { width: 14, height: 14 }),
        h('span', { class: 'problem-title' }, title),
        cause && h('span', { key: 'cause', class: 'problem-cause' }, cause),
        affects > 0 && h('span', { key: 'affects', class: 'problem-affects' }, `${count(affects, 'stream')} affected`),
        !shows(kind, { id }) && h('span', { key: 'hidden', class: 'problem-hidden' }, 'left out by the filter'),
      ],
    ),
  );
}
