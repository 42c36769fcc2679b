// Tables that a stream's publication gains or loses. Other streams may use the publication, too: then somebody decides again.
import { checkField, choiceField } from '../dom/field.js';
import { ask } from '../session/api.js';
import { at } from './actions.js';

/** values: of the dialog, which hear of what stands in the way; tables: {addTables, removeTables}. */
export async function changePublication(stream, values, tables, more = {}) {
  const body = { publication: { name: values.publication, ...tables }, ...more };
  const answer = await ask('PATCH', at(stream, values.shared ? '?shared=true' : ''), body);
  values.isShared ||= answer.problem?.code === 'publication_shared';
  values.findings = answer.problem?.findings ?? [];
  return answer;
}

export function isDecided({ isShared, shared }) {
  return !isShared || Boolean(shared);
}

export function publicationFields(publications, { values, set }) {
  return [
    publications.length > 1 &&
      choiceField(
        'publication',
        'Publication',
        publications.map((each) => [each, each]),
        values.publication,
        (to) => set('publication', to),
      ),
    values.isShared &&
      checkField('shared', 'Change it for the other streams that use it, too', Boolean(values.shared), (to) =>
        set('shared', to),
      ),
  ];
}
