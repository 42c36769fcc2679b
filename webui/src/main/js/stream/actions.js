// What can be done with a logical stream, each as a dialog that says what it means before anything is done.
import { act } from '../action/act.js';
import { checkField, confirmField, textField } from '../dom/field.js';
import { h } from '../dom/h.js';
import { ask } from '../session/api.js';

export const at = (stream, what = '') => `/api/replication/streams/${stream.id}${what}`;
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
