// Takes tables of the source into a stream that there is: picked out of a tree, each with its rows and columns.
import { act } from '../action/act.js';
import { checkField } from '../dom/field.js';
import { h } from '../dom/h.js';
import { problemNotice } from '../dom/notice.js';
import { count } from '../format/count.js';
import { OPERATIONS } from '../wizard/draft.js';
import { findingGroups } from '../wizard/findings.js';
import { SourceTables } from '../wizard/sourceTables.js';
import { TableTree } from '../wizard/tableTree.js';
import { changePublication, isDecided, publicationFields } from './publicationChange.js';

const NONE = 'Every table of the source that can be published is in the stream already.';

/** source: the database at which it begins, with its server; options: of the subscription, as far as they are known. */
export function addTables(stream, source, options) {
  // PostgreSQL copies nothing into a subscription with two phases.
  const copies = options?.twoPhase !== 'enabled';
  const isNew = ({ publications }) => !publications.some((each) => stream.publications.includes(each));
  const tables = new SourceTables(() => dialog.render(), isNew);
  let tree;
  const dialog = act({
    title: `Add tables to ${stream.name}`,
    verb: 'Add them',
    wide: true,
    values: {
      publication: stream.publications[0],
      draft: { what: 'tables', schemas: [], tables: [], operations: OPERATIONS, copyData: copies },
      searched: {},
      findings: [],
    },
    opened: (context) => {
      tree = new TableTree(tables, () => picking(context, source), NONE);
      tables.load(stream.sourceId);
    },
    ready: (values) => values.draft.tables.length > 0 && isDecided(values),
    question: (context) => {
      const now = picking(context, source);
      return [
        h(
          'p',
          { key: 'what' },
          'The publication gets them, and the subscription begins with them; the other tables flow on. The target has to have them.',
        ),
        publicationFields(stream.publications, context),
        problemNotice(tables.problem),
        tree?.draw(now, false),
        h('p', { key: 'sum', class: 'faint', role: 'status' }, `${count(now.draft.tables.length, 'table')} picked`),
        checkField('copyData', 'Copy the rows that they have', now.draft.copyData, (to) => now.set({ copyData: to }), {
          hint: copies ? null : 'PostgreSQL copies no further tables into a subscription with two phases.',
        }),
        findingGroups(context.values.findings, now),
      ];
    },
    send: (values) =>
      changePublication(stream, values, { addTables: values.draft.tables }, { copyData: values.draft.copyData }),
  });
  return dialog;
}

/** What the tree is told of, as of the wizard's draft. What was found holds for what was picked then. */
function picking({ values, set }, source) {
  return {
    draft: values.draft,
    source,
    searched: values.searched,
    search: (which, text) => set('searched', { ...values.searched, [which]: text }),
    set: (change) => {
      values.findings = [];
      set('draft', { ...values.draft, ...change });
    },
  };
}
