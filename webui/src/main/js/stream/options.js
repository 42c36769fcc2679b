// The options of a subscription that can be changed, each explained; what its version does not have is not shown.
import { act } from '../action/act.js';
import { checkField, choiceField } from '../dom/field.js';
import { h } from '../dom/h.js';
import { ask } from '../session/api.js';

const STREAMING = [
  ['off', 'Off: sent when they end'],
  ['on', 'On: sent at once, kept in files until they end'],
  ['parallel', 'Parallel: applied at once (16 and later)'],
];
const ORIGIN = [
  ['any', 'All changes'],
  ['none', 'Only changes made at the source itself'],
];
const FLAGS = [
  ['binary', 'Send values in binary form', 'Faster; wants the same types at both ends.'],
  ['disableOnError', 'Stop at the first error', 'Rather than trying again and again.'],
  ['runAsOwner', "Apply as the subscription's owner", "Rather than as each table's owner."],
  [
    'failover',
    'Keep the slot on standbys, too',
    'So that the stream outlives a failover. The subscription stops for a moment.',
  ],
];

export function changeOptions(stream, { options }) {
  const before = Object.fromEntries(
    ['streaming', 'origin', ...FLAGS.map(([name]) => name)]
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
      FLAGS.filter(([name]) => name in before).map(([name, words, hint]) =>
        checkField(name, words, values[name], (to) => set(name, to), { hint }),
      ),
      h('p', { key: 'worker', class: 'faint' }, 'The worker starts anew with what is changed.'),
    ],
    send: (values) =>
      ask('PATCH', `/api/replication/streams/${stream.id}`, { subscription: Object.fromEntries(changed(values)) }),
  });
}
