// Why a past moment cannot be shown, and the ways out: to ask once more, and the present.
import { h } from '../dom/h.js';
import { problemNotice } from '../dom/notice.js';
import { mayPass } from './again.js';

const STORE =
  'The past is kept in the store, so no moment of it can be shown while the store is away. The present comes without it, and goes on.';

/** bar: what the bar below can do. */
export function untold(problem, { again, now }) {
  const passes = mayPass(problem);
  return h('div', { key: 'untold', class: 'time-untold' }, [
    problemNotice(problem),
    problem.code === 'store_unavailable' && h('p', { key: 'store' }, STORE),
    passes && h('p', { key: 'again', class: 'faint' }, 'It is asked for once more every few seconds.'),
    h('div', { key: 'ways', class: 'page-actions' }, [
      passes && button('Try again', again, ''),
      button('Show the present', now, 'button-primary'),
    ]),
  ]);
}

function button(words, click, look) {
  return h('button', { key: words, class: `button ${look}`, type: 'button', on: { click } }, words);
}
