// What can be done with a logical stream, each as a dialog that says what it means before anything is done.
import { act } from '../action/act.js';
import { checkField, confirmField, textField } from '../dom/field.js';
import { h } from '../dom/h.js';
import { ask } from '../session/api.js';

const at = (stream, what = '') => `/api/replication/streams/${stream.id}${what}`;
const text = (...words) => h('p', {}, words);

export function pause(stream) {
  return act({
    title: `Pause ${stream.name}`,
    verb: 'Pause',
    question: () => [
      text('The subscription is disabled. Nothing is lost: its slot keeps the log of the source until it is resumed.'),
      text('The source needs room for that log. Copies of tables that are under way are waited for.'),
    ],
    send: () => ask('POST', at(stream, '/pause'), {}),
  });
}

export function resume(stream) {
  return act({
    title: `Resume ${stream.name}`,
    verb: 'Resume',
    question: () => text('The subscription is enabled, and what has come meanwhile is applied.'),
    send: () => ask('POST', at(stream, '/resume'), {}),
  });
}

export function refresh(stream) {
  return act({
    title: `Refresh ${stream.name}`,
    verb: 'Refresh',
    values: { copyData: true },
    question: ({ values, set }) => [
      text('Tables that the publications have gained are taken in, and those that they lost are let go.'),
      checkField('copyData', 'Copy the rows that new tables have', values.copyData, (to) => set('copyData', to)),
    ],
    send: ({ copyData }) => ask('POST', at(stream, '/refresh'), { copyData }),
  });
}

export function rename(stream) {
  return act({
    title: `Rename ${stream.name}`,
    verb: 'Rename',
    values: { name: stream.subscription ?? stream.name },
    ready: ({ name }) => name.trim() !== '' && name !== stream.subscription,
    question: ({ values, set }) => [
      text('The subscription gets another name. Its slot and its publications keep theirs.'),
      textField('name', 'New name', { value: values.name, on: { input: ({ target }) => set('name', target.value) } }),
    ],
    send: ({ name }) => ask('PATCH', at(stream), { name }),
  });
}

export function adopt(stream) {
  return act({
    title: `Adopt ${stream.name}`,
    verb: 'Adopt',
    question: () => [
      text(
        'The subscription signs in at its source with the replication account that is registered there from then on,',
        " once that was tried from the target's own server. Its former connection is not kept.",
      ),
      text("Later changes of that account's secret are followed."),
    ],
    send: () => ask('POST', at(stream, '/adopt'), {}),
  });
}

export function resync(stream, { schema, name }) {
  const whole = `${schema}.${name}`;
  return act({
    title: `Copy ${whole} again`,
    verb: 'Empty and copy again',
    danger: true,
    ready: ({ confirm }) => confirm === whole,
    question: (context) => [
      text('The table is emptied on the target and copied from the source, while the other tables flow on.'),
      text('Until the copy is there, whoever reads it on the target finds it empty or in part. There is no way back.'),
      confirmField(whole, context),
    ],
    send: ({ confirm }) => ask('POST', at(stream, '/resync'), { schema, table: name, confirm }),
  });
}

const LEAVE = [
  ['', 'Everything: subscription, slot, and publications made for it'],
  ['slot', 'The subscription alone, as the source cannot be reached'],
  ['subscription', 'The slot alone, as the target is gone'],
];

/** The server says what it would mean, as often as another way is chosen. */
export async function remove(stream, done) {
  const query = ({ leave, keep }) =>
    new URLSearchParams(Object.entries({ leave, publications: keep ? 'keep' : '' }).filter(([, value]) => value));
  const meaning = async (values) => (await ask('DELETE', `${at(stream)}?${query(values)}`)).problem;
  const values = { leave: '', keep: false };
  values.meaning = await meaning(values);
  const choose = async (context, name, value) => {
    context.set(name, value);
    context.set('meaning', await meaning(context.values));
  };
  return act(
    {
      title: `Remove ${stream.name}`,
      verb: 'Remove',
      danger: true,
      values,
      ready: ({ confirm, meaning: now }) => confirm === stream.name && now?.code === 'confirmation_needed',
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
          checkField('keep', 'Keep all publications', context.values.keep, (to) => choose(context, 'keep', to)),
        removalInWords(context.values.meaning),
        confirmField(stream.name, context),
      ],
      send: (now) => {
        const all = query(now);
        all.set('confirm', now.confirm);
        return ask('DELETE', `${at(stream)}?${all}`);
      },
    },
    done,
  );
}

function removalInWords(problem) {
  if (!problem) return null;
  const { code, detail, remedy, keeps = [], dependents = [] } = problem;
  const asked = code === 'confirmation_needed';
  return h('div', { key: 'meaning', class: asked ? 'notice' : 'notice notice-bad', 'aria-live': 'polite' }, [
    h('p', { class: 'notice-title' }, detail),
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

/** What it fails on is shown first: skipping loses all of that transaction. */
export async function skip(stream) {
  const { body, problem } = await ask('GET', at(stream, '/skip'));
  const failing = body?.transaction;
  return act({
    title: `Skip what ${stream.name} fails on`,
    verb: 'Skip the transaction',
    danger: true,
    values: { lsn: failing?.lsn ?? '' },
    ready: ({ lsn, sure }) => lsn !== '' && Boolean(sure),
    question: ({ values, set }) => [
      problem && text(problem.detail || problem.title),
      failing && failed(failing),
      body?.note && text(body.note),
      body && h('div', { key: 'lost', class: 'notice notice-bad' }, text(`${body.lost}.`)),
      textField(
        'lsn',
        'End of the transaction',
        { value: values.lsn, on: { input: ({ target }) => set('lsn', target.value.trim()) } },
        { hint: 'As the error calls it “finished at”, such as 16/B374D848.' },
      ),
      checkField('sure', 'Lose what this transaction changed', Boolean(values.sure), (to) => set('sure', to)),
    ],
    send: ({ lsn }) => ask('POST', at(stream, '/skip'), { lsn }),
  });
}

function failed({ table, operation, message, detail }) {
  return h('div', { key: 'failing', class: 'notice' }, [
    h('p', { class: 'notice-title' }, message),
    detail && h('p', { key: 'detail' }, detail),
    table && h('p', { key: 'table' }, `On ${operation ?? 'a change'} of ${table}.`),
  ]);
}
