// What somebody has to know of a draft whose address is not the usual one.
import { h } from '../dom/h.js';

const WORDS = {
  tab: 'So many tables do not fit into an address: this draft is kept by this tab of the browser. Reloading, going back and signing in lose nothing, but its address leads nobody else to it, and with the tab it is gone. Whole schemas, or all tables, fit.',
  long: 'This draft makes an address that is longer than some programs let through, and this browser does not let it be kept otherwise. Whole schemas, or all tables, make it short.',
};
const ELSEWHERE =
  'The draft of this address is kept by the tab of the browser in which it was made, and is not here. Go on there, or begin a new one here.';

/** place: in which it stands; isElsewhere: whether the address names one that is not here. */
export function placeNote(place, isElsewhere) {
  const words = isElsewhere ? ELSEWHERE : WORDS[place];
  return words && h('p', { key: 'place', class: 'notice notice-quiet', role: 'status' }, words);
}
