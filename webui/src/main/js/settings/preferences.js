// What a reader chooses for this browser: the theme, the zone in which times are written, and whether single keys act.
import { storedTheme, chooseTheme, THEMES } from '../shell/theme.js';
import { storedTimes, chooseTimes } from '../shell/times.js';
import { section } from '../details/facts.js';
import { h } from '../dom/h.js';
import { chooseShortcuts, storedShortcuts } from '../keys/choice.js';
import { localTime, otherTime } from '../format/time.js';

const ZONES = [
  ['local', 'Local time'],
  ['utc', 'UTC'],
];

const SHORTCUTS = [
  ['on', 'On'],
  ['off', 'Off'],
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
    choice('Shortcuts', SHORTCUTS, storedShortcuts(), (to) => {
      chooseShortcuts(to);
      changed();
    }),
    h(
      'p',
      { key: 'keys', class: 'faint' },
      'Off, keys of a single character do nothing; Escape still closes, and ? beside the account lists them.',
    ),
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
