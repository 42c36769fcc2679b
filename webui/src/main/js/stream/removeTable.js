// Takes a table out of a stream, once somebody has written its name out.
import { act } from '../action/act.js';
import { confirmField } from '../dom/field.js';
import { h } from '../dom/h.js';
import { changePublication, isDecided, publicationFields } from './publicationChange.js';

/** table: with its source, as far as that is known: by which publications it comes. */
export function removeTable(stream, { schema, name, source }) {
  const whole = `${schema}.${name}`;
  const publications = source?.publications ?? stream.publications;
  return act({
    title: `Take ${whole} out of ${stream.name}`,
    verb: 'Take it out',
    danger: true,
    values: { publication: publications[0] },
    ready: (values) => values.confirm === whole && isDecided(values),
    question: (context) => [
      h('p', { key: 'what' }, [
        'The publication lets go of the table, and changes of it come no more. The rows that are on the target stay,',
        ' and nobody keeps them up to date. Taken in again, it is copied again.',
      ]),
      publicationFields(publications, context),
      confirmField(whole, context),
    ],
    send: (values) => changePublication(stream, values, { removeTables: [{ schema, name }] }),
  });
}
