// Removing a stream: the server says what each way would mean before anything can be removed.
import { act } from '../action/act.js';
import { latest } from '../action/latest.js';
import { choiceField, confirmField } from '../dom/field.js';
import { h } from '../dom/h.js';
import { ask } from '../session/api.js';
import { at } from './actions.js';

const LEAVE = [
  ['', 'Subscription, slot and publications'],
  ['slot', 'The subscription alone, as the source cannot be reached'],
  ['subscription', 'The slot alone, as the target is gone'],
];

const PUBLICATIONS = [
  ['', 'Drop those that were made here for it'],
  ['drop', 'Drop all that no other stream uses'],
  ['keep', 'Keep them all'],
];

// Publications are at the source, which is not touched then.
const query = ({ leave, publications }) =>
  new URLSearchParams(
    Object.entries({ leave, publications: leave === 'slot' ? '' : publications }).filter(([, value]) => value),
  );

export function remove(stream, done) {
  const look = latest(
    (values) => ask('DELETE', `${at(stream)}?${query(values)}`),
    (context, { problem }) => context.set('meaning', problem),
  );
  // What was told of another way holds no more.
  const choose = (context, name, value) => {
    context.set(name, value);
    context.set('meaning', null);
    look(context, { ...context.values });
  };
  return act(
    {
      title: `Remove ${stream.name}`,
      verb: 'Remove',
      danger: true,
      values: { leave: '', publications: '', meaning: null },
      opened: (context) => look(context, { ...context.values }),
      ready: ({ confirm, meaning }) => confirm === stream.name && meaning?.code === 'confirmation_needed',
      question: (context) => [
        h('fieldset', { key: 'leave', class: 'choices' }, [
          h('legend', {}, 'What is removed'),
          LEAVE.map(([value, words]) =>
            h('label', { key: value || 'all', class: 'choice' }, [
              h('input', {
                type: 'radio',
                name: 'leave',
                checked: context.values.leave === value,
                on: { change: () => choose(context, 'leave', value) },
              }),
              h('span', {}, words),
            ]),
          ),
        ]),
        context.values.leave !== 'slot' &&
          choiceField('publications', 'Publications', PUBLICATIONS, context.values.publications, (to) =>
            choose(context, 'publications', to),
          ),
        removalInWords(context.values.meaning),
        confirmField(stream.name, context),
      ],
      send: (now) => {
        const all = query(now);
        all.set('confirm', now.confirm);
        return ask('DELETE', `${at(stream)}?${all}`).then(renamed);
      },
    },
    done,
  );
}

/** Whoever confirmed by the name that it had when the dialog was opened. */
function renamed(answer) {
  if (answer.problem?.code !== 'confirmation_needed') return answer;
  const remedy = 'Close this, and begin again by the name that it has now.';
  return { problem: { ...answer.problem, detail: 'It has another name by now.', remedy } };
}

function removalInWords(problem) {
  return h(
    'div',
    { key: 'meaning', class: 'dialog-answer', 'aria-live': 'polite' },
    problem ? told(problem) : h('p', { key: 'asking', class: 'faint' }, 'Asking what it would mean…'),
  );
}

function told({ code, title, detail, remedy, keeps = [], dependents = [] }) {
  const asked = code === 'confirmation_needed';
  return h('div', { key: 'told', class: asked ? 'notice' : 'notice notice-bad' }, [
    h('p', { class: 'notice-title' }, detail || title),
    !asked && h('p', { key: 'remedy', class: 'notice-remedy' }, remedy),
    keeps.length > 0 &&
      h(
        'ul',
        { key: 'keeps', class: 'notice-list' },
        keeps.map(({ publication, why }) => h('li', { key: publication }, `Publication ${publication} stays: ${why}.`)),
      ),
    dependents.length > 0 &&
      h('p', { key: 'dependents' }, `Used by ${dependents.map((each) => each.name).join(', ')}.`),
  ]);
}
