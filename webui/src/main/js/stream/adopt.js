// Gives a subscription that was made elsewhere, or whose connection somebody changed, the connection that a stream made here would have.
import { act } from '../action/act.js';
import { h } from '../dom/h.js';
import { ask } from '../session/api.js';
import { asRegistered, wayBody, WAYS, wrongPort } from '../wizard/way.js';
import { wayFields } from '../wizard/wayFields.js';
import { at } from './actions.js';

/** source: the database at which it begins, where it is registered. */
export function adopt(stream, source) {
  return act({
    title: stream.managed ? `Connect ${stream.name} anew` : `Adopt ${stream.name}`,
    verb: stream.managed ? 'Connect anew' : 'Adopt',
    values: { way: asRegistered, wrong: {} },
    ready: ({ way }) => !wrongPort(way),
    question: ({ values, set }) => [
      h(
        'p',
        { key: 'what' },
        'The subscription signs in at its source with the replication account that is registered there from then on,',
        " once that was tried from the target's own server. Its former connection is not kept.",
      ),
      h('p', { key: 'later' }, "Later changes of that account's secret are followed."),
      wayFields({
        way: values.way,
        source,
        wrong: values.wrong,
        set: (way) => {
          // What was found holds for what was sent.
          values.wrong = unchanged(values.wrong, values.way, way);
          set('way', way);
        },
      }),
    ],
    send: async (values) => {
      const sent = values.way;
      const connection = wayBody(sent);
      const { body, problem } = await ask('POST', at(stream, '/adopt'), connection ? { connection } : {});
      const [wrong, errors] = byField(problem?.errors ?? []);
      values.wrong = unchanged(wrong, sent, values.way);
      return { body, problem: problem && { ...problem, errors } };
    },
  });
}

function unchanged(wrong, before, now) {
  return Object.fromEntries(Object.entries(wrong).filter(([name]) => before[name] === now[name]));
}

/** What is wrong by the field that shows it, and what no field does. */
function byField(errors) {
  const wrong = {};
  const others = [];
  for (const error of errors) {
    const name = WAYS.find((each) => error.field === `connection.${each}`);
    if (name) wrong[name] = error.message;
    else others.push(error);
  }
  return [wrong, others];
}
