// Why a past moment cannot be shown, and the ways out: to ask once more, and back to now.
import { h } from '../dom/h.js';
import { problemNotice } from '../dom/notice.js';
import { mayPass } from './again.js';

const STORE =
  'What was is kept in the store, so no past moment can be shown while it is away. What is now comes without it, and goes on.';

/** bar: what the bar below can do. */
export function untold(problem, { again, now }) {
  const passes = mayPass(problem);
  return h('div', { key: 'untold', class: 'time-untold' }, [
    problemNotice(problem),
    problem.code === 'store_unavailable' && h('p', { key: 'store' }, STORE),
    passes && h('p', { key: 'again', class: 'faint' }, 'It is asked for once more every few seconds.'),
    h('div', { key: 'ways', class: 'page-actions' }, [
      passes && button('Try again', again, ''),
      button('Back to now', now, 'button-primary'),
    ]),
  ]);
}

function button(words, click, look) {
  return h('button', { key: words, class: `button ${look}`, type: 'button', on: { click } }, words);
}
