// The options of a subscription that can be changed, each explained; what its version does not have is not shown.
import { act } from '../action/act.js';
import { checkField, choiceField } from '../dom/field.js';
import { h } from '../dom/h.js';
import { ask } from '../session/api.js';
import { knows } from '../wizard/versions.js';
import { FLAGS, ORIGIN, STREAMING } from './subscriptionOptions.js';

const STOPS = ['failover', 'twoPhase'];

/** source, target: the databases at both ends with their servers, as far as they are known. */
function changeable(source, target) {
  // Two phases can be chosen anew since 18, and the source's slot changes with it.
  const twoPhase = knows(18, source) && knows(18, target);
  return FLAGS.filter(({ name }) => name !== 'twoPhase' || twoPhase).map((flag) =>
    STOPS.includes(flag.name) ? { ...flag, hint: `${flag.hint} The subscription stops for a moment.` } : flag,
  );
}

export function changeOptions(stream, { options: seen }, { source, target }) {
  const flags = changeable(source, target);
  const options = { ...seen, twoPhase: seen.twoPhase == null ? null : seen.twoPhase !== 'disabled' };
  const before = Object.fromEntries(
    ['streaming', 'origin', ...flags.map(({ name }) => name)]
      .filter((name) => options[name] != null)
      .map((name) => [name, options[name]]),
  );
  const changed = (values) => Object.entries(values).filter(([name, value]) => before[name] !== value);
  return act({
    title: `Options of ${stream.name}`,
    verb: 'Change',
    values: { ...before },
    ready: (values) => changed(values).length > 0,
    question: ({ values, set }) => [
      'streaming' in before &&
        choiceField('streaming', 'Large transactions', STREAMING, values.streaming, (to) => set('streaming', to)),
      'origin' in before && choiceField('origin', 'Which changes', ORIGIN, values.origin, (to) => set('origin', to)),
      flags
        .filter(({ name }) => name in before)
        .map(({ name, words, hint }) => checkField(name, words, values[name], (to) => set(name, to), { hint })),
      h('p', { key: 'worker', class: 'faint' }, 'The worker starts anew with what is changed.'),
    ],
    send: (values) =>
      ask('PATCH', `/api/replication/streams/${stream.id}`, { subscription: Object.fromEntries(changed(values)) }),
  });
}
