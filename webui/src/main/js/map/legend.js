import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';

export function legend() {
  return h('div', { key: 'legend', class: 'legend', 'aria-label': 'Legend', role: 'note' }, [
    line('logical', 'M1,6H27', 'Logical'),
    line('physical', 'M1,6H27', 'Physical'),
    ...[
      ['ok', 'ok', 'connected'],
      ['sync', 'busy', 'copying'],
      ['pause', 'warn', 'not running'],
      ['alarm', 'bad', 'failing'],
      ['cross', 'bad', 'unreachable'],
      ['dash', 'warn', 'not watched'],
      ['ghost', 'idle', 'not registered'],
    ].map(([sign, tone, word]) =>
      h('span', { class: 'legend-item', 'data-tone': tone }, icon(sign, { width: 12, height: 12 }), word),
    ),
  ]);
}

function line(type, d, word) {
  return h('span', { class: 'legend-item' }, [
    h(
      'svg',
      { width: 34, height: 12, 'aria-hidden': 'true' },
      h('g', { class: 'stream', 'data-type': type }, [
        h('path', { class: 'stream-line', d }),
        type === 'physical' && h('path', { class: 'stream-core', d }),
        h('path', { class: 'stream-arrow', d: 'M34,6l-9,-5v10z' }),
      ]),
    ),
    word,
  ]);
}
