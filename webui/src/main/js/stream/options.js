// The options of a subscription that can be changed, each explained; what its version does not have is not shown.
import { act } from '../action/act.js';
import { checkField, choiceField } from '../dom/field.js';
import { h } from '../dom/h.js';
import { ask } from '../session/api.js';
import { FLAGS, ORIGIN, STREAMING } from './subscriptionOptions.js';

// The subscription takes a stop for it; two phases cannot be changed before 18.
const CHANGEABLE = FLAGS.filter(({ name }) => name !== 'twoPhase').map((flag) =>
  flag.name === 'failover' ? { ...flag, hint: `${flag.hint} The subscription stops for a moment.` } : flag,
);

export function changeOptions(stream, { options }) {
  const before = Object.fromEntries(
    ['streaming', 'origin', ...CHANGEABLE.map(({ name }) => name)]
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
      CHANGEABLE.filter(({ name }) => name in before).map(({ name, words, hint }) =>
        checkField(name, words, values[name], (to) => set(name, to), { hint }),
      ),
      h('p', { key: 'worker', class: 'faint' }, 'The worker starts anew with what is changed.'),
    ],
    send: (values) =>
      ask('PATCH', `/api/replication/streams/${stream.id}`, { subscription: Object.fromEntries(changed(values)) }),
  });
}
