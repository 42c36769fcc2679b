// The drawing surface before anything is on it.
import { h } from '../dom/h.js';

export function mapFrame() {
  return h(
    'svg',
    {
      class: 'map',
      role: 'group',
      'aria-label':
        'Topology map. Arrow keys go from one thing to the next, Enter shows its details or opens a group, Shift with an arrow key moves a server.',
    },
    [
      h('defs', {}, [
        h(
          'pattern',
          { id: 'hatch', width: 8, height: 8, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
          [
            h('rect', { class: 'hatch-ground', width: 8, height: 8 }),
            h('path', { class: 'hatch-line', d: 'M0,0V8', 'stroke-width': 3 }),
          ],
        ),
      ]),
      h('g', { class: 'scene' }),
    ],
  );
}
