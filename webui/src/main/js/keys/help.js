// The shortcuts of this page, to read.
import { Dialog } from '../dom/dialog.js';
import { h } from '../dom/h.js';
import { storedShortcuts } from './choice.js';
import { explainedOn } from './shortcuts.js';

let open = null;

export function showShortcuts(page) {
  open ??= new Dialog(
    () => ({
      title: 'Shortcuts',
      read: true,
      body: [
        storedShortcuts() === 'off' &&
          h('p', { key: 'off', class: 'notice notice-quiet' }, [
            'Keys of a single character are switched off in this browser. ',
            h('a', { key: 'settings', href: '/settings' }, 'Settings'),
          ]),
        explainedOn(page).map(([title, shortcuts]) =>
          h('section', { key: title }, [
            h('h3', { class: 'section-title' }, title),
            h('dl', { class: 'shortcuts' }, shortcuts.map(entry)),
          ]),
        ),
      ],
      actions: [
        h('button', { key: 'close', class: 'button', type: 'button', on: { click: () => open.close() } }, 'Close'),
      ],
    }),
    () => (open = null),
  );
}

function entry({ keys, words }) {
  return h('div', { key: words, class: 'shortcut' }, [
    h(
      'dt',
      {},
      keys.flatMap((each, i) => [i > 0 && h('span', { key: `or${i}`, class: 'faint' }, ' or '), ...strokes(each)]),
    ),
    h('dd', {}, words),
  ]);
}

function strokes(keys) {
  return keys.split(' ').map((key) => h('kbd', { key: `${keys}:${key}` }, key));
}
