// The actions that a logical stream allows now, as buttons.
import { h } from '../dom/h.js';
import { pause, refresh, rename, resume } from './actions.js';
import { addTables } from './addTables.js';
import { adopt } from './adopt.js';
import { changeOptions } from './options.js';
import { remove } from './remove.js';
import { skip } from './skip.js';

const subscribed = ({ stream }) => Boolean(stream.subscription && stream.targetId);
// One that its first error disabled has stopped, and waits for the same decision.
const failing = ({ stream }) => stream.status === 'error' || Boolean(stream.error);
const enabled = ({ stream, detail }) => detail?.subscriptionDetails?.enabled ?? stream.status !== 'inactive';

const pauses = [
  ['Pause…', (on) => subscribed(on) && enabled(on), ({ stream }) => pause(stream)],
  ['Resume…', (on) => subscribed(on) && !enabled(on), ({ stream }) => resume(stream)],
];

const actions = [
  ['Skip a transaction…', (on) => subscribed(on) && failing(on), ({ stream }) => skip(stream)],
  ...pauses,
  [
    'Add tables…',
    (on) => subscribed(on) && on.source && on.stream.publications?.length > 0,
    ({ stream, source, detail }) => addTables(stream, source, detail?.subscriptionDetails?.options),
  ],
  // PostgreSQL refreshes only what is enabled.
  ['Refresh…', (on) => subscribed(on) && enabled(on), ({ stream }) => refresh(stream)],
  [
    'Options…',
    (on) => subscribed(on) && on.detail?.subscriptionDetails,
    ({ stream, detail, ...ends }) => changeOptions(stream, detail.subscriptionDetails, ends),
  ],
  ['Rename…', subscribed, ({ stream }) => rename(stream)],
  ['Adopt…', (on) => subscribed(on) && !on.stream.managed, ({ stream, source }) => adopt(stream, source)],
  // Somebody may have changed what it had from here.
  ['Connect anew…', (on) => subscribed(on) && on.stream.managed, ({ stream, source }) => adopt(stream, source)],
];

/**
 * @param on {stream, detail: what GET tells of it beyond the map, none while it was not read, source and target: its databases with
 *     their servers, where they are registered, removed()}
 */
export function actionBar(on) {
  if (on.stream.type !== 'logical') return null;
  return [...allowed(actions, on), button('Remove…', () => remove(on.stream, on.removed), 'button-quiet-danger')];
}

/** What stops it for a while, or lets it go on; of the same on as above. */
export function pausing(on) {
  return on.stream.type === 'logical' ? allowed(pauses, on) : [];
}

function allowed(acts, on) {
  return acts.filter(([, fits]) => fits(on)).map(([words, , run]) => button(words, () => run(on)));
}

function button(words, run, look = '') {
  return h('button', { key: words, class: `button ${look}`, type: 'button', on: { click: run } }, words);
}
