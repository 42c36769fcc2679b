// Whether this browser wants shortcuts of single characters: speech input, or a hand that slips, sets them off by accident.
const KEY = 'pgrm.shortcuts';

/** storage() answers where it is kept, and may throw where that is forbidden. */
export function storedShortcuts(storage = () => localStorage) {
  try {
    return storage().getItem(KEY) === 'off' ? 'off' : 'on';
  } catch {
    return 'on';
  }
}

export function chooseShortcuts(choice, storage = () => localStorage) {
  try {
    storage().setItem(KEY, choice);
  } catch {
    // Storage is forbidden in this browser: it cannot be kept.
  }
}

/** Whether a key is heard: Escape and its like always are. */
export function isHeard(key, choice) {
  return choice === 'on' || key.length > 1;
}
