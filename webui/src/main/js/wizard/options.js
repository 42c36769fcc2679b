// How it is published and subscribed to: every option with what it means, as far as the versions of both ends have it.
import { checkField, choiceField, textField } from '../dom/field.js';
import { h } from '../dom/h.js';
import { FLAGS, ORIGIN, STREAMING } from '../stream/subscriptionOptions.js';
import { OPERATIONS, usualName } from './draft.js';
import { knows, majorOf } from './versions.js';
import { wayFields } from './wayFields.js';

export function drawOptions(context) {
  return [
    names(context),
    context.draft.what !== 'existing' && publication(context),
    beginning(context),
    subscription(context),
    wayFields({ way: context.draft.way, source: context.source, set: (way) => context.set({ way }) }),
  ];
}

function group(title, note, ...fields) {
  return h('fieldset', { key: title, class: 'card card-body fields' }, [
    h('legend', { key: 'legend', class: 'section-title' }, title),
    note && h('p', { key: 'note', class: 'faint' }, note),
    fields,
  ]);
}

function text(name, label, { draft, set }, usual, hint) {
  const props = {
    value: draft[name],
    placeholder: usual,
    on: { input: ({ target }) => set({ [name]: target.value }) },
  };
  return textField(name, label, props, { hint });
}

function flag({ name, words, hint }, { draft, set }) {
  return checkField(name, words, draft[name], (to) => set({ [name]: to }), { hint });
}

function names(context) {
  const { draft, source, target } = context;
  const usual = draft.name || usualName(source?.name, target?.name);
  return group(
    'Names',
    'All follow from one, unless they are given.',
    text('name', 'Stream', context, usual, 'Of the publication and the subscription.'),
    draft.what !== 'existing' && text('publicationName', 'Publication', context, usual, 'On the source.'),
    text('subscriptionName', 'Subscription', context, usual, 'On the target.'),
    text(
      'slot',
      'Slot',
      context,
      draft.subscriptionName || usual,
      'Holds the log of the source until the target has it.',
    ),
  );
}

function publication(context) {
  const { draft, set } = context;
  const toggle = (operation, yes) =>
    set({ operations: OPERATIONS.filter((each) => (each === operation ? yes : draft.operations.includes(each))) });
  return group(
    'What is published',
    null,
    h('fieldset', { key: 'operations', class: 'choices' }, [
      h('legend', { key: 'legend' }, 'Changes'),
      OPERATIONS.map((operation) =>
        h('label', { key: operation, class: 'choice' }, [
          h('input', {
            type: 'checkbox',
            checked: draft.operations.includes(operation),
            on: { change: ({ target }) => toggle(operation, target.checked) },
          }),
          h('span', {}, operation),
        ]),
      ),
      h('p', { key: 'hint', class: 'field-hint' }, 'Updates and deletes need a key by which rows are told apart.'),
    ]),
    flag(
      {
        name: 'viaPartitionRoot',
        words: 'Publish partitions as their root',
        hint: 'Changes of partitions come as those of the partitioned table, so that the target may be partitioned otherwise, or not at all.',
      },
      context,
    ),
  );
}

function beginning(context) {
  return group(
    'How it begins',
    null,
    flag(
      {
        name: 'copyData',
        words: 'Copy the rows that are there',
        hint: 'Otherwise only what changes from now on comes along.',
      },
      context,
    ),
    flag(
      {
        name: 'createMissingTables',
        words: 'Create tables that the target lacks',
        hint: 'With columns, defaults, keys, checks, indexes and partitions; without foreign keys, triggers, privileges and owners.',
      },
      context,
    ),
    flag(
      {
        name: 'enabled',
        words: 'Start at once',
        hint: 'Otherwise it is made and not started; its slot holds the log of the source meanwhile.',
      },
      context,
    ),
  );
}

function subscription(context) {
  const { draft, set, source, target } = context;
  const fits = ({ since = [0, 0] }) => knows(since[0], source) && knows(since[1], target);
  const without = FLAGS.filter((each) => !fits(each)).map(({ words, since }) => `${words} (${Math.max(...since)})`);
  const origins = knows(16, source) && knows(16, target);
  const streaming = STREAMING.filter(([value]) => value !== 'parallel' || knows(16, target));
  const usual = majorOf(target) >= 18 ? 'parallel' : 'off';
  return group(
    'The subscription',
    `What is not chosen is left to the version of PostgreSQL.`,
    choiceField(
      'streaming',
      'Large transactions',
      [['', `As usual: ${usual}`], ...streaming],
      draft.streaming,
      (to) => set({ streaming: to }),
      { hint: 'Sent early, they take less time to arrive after they are committed.' },
    ),
    (origins || draft.origin) &&
      choiceField(
        'origin',
        'Which changes',
        [['', 'As usual: all changes'], ...ORIGIN],
        draft.origin,
        (to) => set({ origin: to }),
        {
          hint: 'Those made at the source itself alone keep two streams in opposite directions from feeding each other.',
        },
      ),
    // What was chosen for other ends can be taken back here.
    FLAGS.filter((each) => fits(each) || draft[each.name]).map((each) => flag(each, context)),
    (without.length > 0 || !origins) &&
      h(
        'p',
        { key: 'without', class: 'faint' },
        `These versions do not have, each with the version that brought it: ${[...without, ...(origins ? [] : ['Which changes (16)'])].join('; ')}.`,
      ),
  );
}
