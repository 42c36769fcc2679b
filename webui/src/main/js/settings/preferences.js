// What a reader chooses for this browser: the theme, and the zone in which times are written.
import { storedTheme, chooseTheme, THEMES } from '../shell/theme.js';
import { storedTimes, chooseTimes } from '../shell/times.js';
import { section } from '../details/facts.js';
import { h } from '../dom/h.js';
import { localTime, otherTime } from '../format/time.js';

const ZONES = [
  ['local', 'Local time'],
  ['utc', 'UTC'],
];

export function preferences(changed) {
  const now = Date.now();
  return section('In this browser', [
    choice('Theme', THEMES, storedTheme(), (theme) => {
      chooseTheme(theme);
      changed();
    }),
    choice('Times', ZONES, storedTimes(), (zone) => {
      chooseTimes(zone);
      changed();
    }),
    h('p', { key: 'example', class: 'faint' }, [
      `Now it is ${localTime(now, now)}, on hover: ${otherTime(now)}. Pages that are open elsewhere follow when they are opened anew.`,
    ]),
  ]);
}

function choice(label, choices, chosen, choose) {
  return h('div', { key: label, class: 'setting' }, [
    h('span', { key: 'label', class: 'setting-name' }, label),
    h(
      'div',
      { key: 'choices', class: 'segments', role: 'group', 'aria-label': label },
      choices.map(([value, words]) =>
        h(
          'button',
          {
            key: value,
            class: 'button',
            type: 'button',
            'aria-pressed': String(value === chosen),
            on: { click: () => choose(value) },
          },
          words,
        ),
      ),
    ),
  ]);
}
