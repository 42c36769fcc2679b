// Says that what stands in the boxes was typed before, and how to be rid of it.
import { h } from '../dom/h.js';

export function cameBack(beginAnew) {
  return h('p', { key: 'back', class: 'notice notice-quiet', role: 'status' }, [
    'What was typed here before and not saved is back. ',
    h('button', { key: 'anew', class: 'link', type: 'button', on: { click: beginAnew } }, 'Begin anew'),
  ]);
}
