// Listens to keys and does what the shortcuts say; never while someone types or a dialog asks something.
import { isHeard, storedShortcuts } from './choice.js';
import { shortcutsOf } from './shortcuts.js';

const PATIENCE = 1500;

/** Makes shortcuts out of keys as they come: press(key, at) answers one, or null. */
export function reader(shortcuts) {
  const leads = new Set(
    shortcuts.flatMap(({ keys }) => keys.filter((k) => k.includes(' ')).map((k) => k.split(' ')[0])),
  );
  let lead = null;
  return (key, at) => {
    const led = lead && at - lead.at <= PATIENCE ? `${lead.key} ${key}` : key;
    lead = led === key && leads.has(key) ? { key, at } : null;
    return shortcuts.find(({ keys }) => keys.includes(led)) ?? null;
  };
}

/** acts: by name, what is done; what is among the shortcuts of the page and not among them is someone else's. */
export function listen(page, acts) {
  const shortcuts = shortcutsOf(page);
  for (const act in acts) if (!shortcuts.some((each) => each.act === act)) throw new Error(`No key leads to ${act}`);
  const read = reader(shortcuts);
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || elsewhere(event.target)) return;
    if (!isHeard(event.key, storedShortcuts())) return;
    const shortcut = read(event.key, event.timeStamp);
    const act = shortcut && acts[shortcut.act];
    if (!act || (typing(event.target) && !shortcut.whileTyping)) return;
    event.preventDefault();
    act(shortcut);
  });
}

function elsewhere(target) {
  return target.closest?.('.menu[open]') || document.querySelector('dialog[open]');
}

function typing(target) {
  // A slider takes arrows alone.
  return target.closest?.(
    'input:not([type=range], [type=checkbox], [type=radio]), textarea, select, [contenteditable]',
  );
}
