// Skipping the transaction on which a stream fails, and all that it changed.
import { act } from '../action/act.js';
import { checkField, textField } from '../dom/field.js';
import { h } from '../dom/h.js';
import { ask } from '../session/api.js';
import { at } from './actions.js';

/** What it fails on is shown first: skipping loses all of that transaction. */
export function skip(stream) {
  return act({
    title: `Skip what ${stream.name} fails on`,
    verb: 'Skip the transaction',
    danger: true,
    values: { lsn: '', known: null },
    opened: async (context) => {
      const known = await ask('GET', at(stream, '/skip'));
      context.set('known', known);
      // What somebody entered meanwhile is theirs.
      if (!context.values.lsn) context.set('lsn', known.body?.transaction?.lsn ?? '');
    },
    ready: ({ lsn, sure, known }) => known !== null && lsn !== '' && Boolean(sure),
    question: ({ values, set }) => [
      failure(values.known),
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

function failure(known) {
  if (!known) return h('p', { key: 'asking', class: 'faint' }, 'Asking what it fails on…');
  const { body, problem } = known;
  return [
    problem && h('p', { key: 'problem' }, problem.detail || problem.title),
    body?.transaction && failed(body.transaction),
    body?.note && h('p', { key: 'note' }, body.note),
    body && h('div', { key: 'lost', class: 'notice notice-bad' }, h('p', {}, `${body.lost}.`)),
  ];
}

function failed({ table, operation, message, detail }) {
  return h('div', { key: 'failing', class: 'notice' }, [
    h('p', { class: 'notice-title' }, message),
    detail && h('p', { key: 'detail' }, detail),
    table && h('p', { key: 'table' }, `On ${operation ?? 'a change'} of ${table}.`),
  ]);
}
