// What stands in the way of a stream, the worst first, each with the statements that mend it.
import { copyButton } from '../details/facts.js';
import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { count } from '../format/count.js';
import { nextName, usualName } from './draft.js';

const GROUPS = [
  ['blocker', 'In the way', 'bad', 'alarm'],
  ['warning', 'To think of', 'warn', 'alarm'],
  ['note', 'To know', 'idle', 'dash'],
];
const FIRST = 100;
// What loses something is not taken along with the rest.
const LOSING = ['slot_exists', 'target_not_empty'];

const anotherName = ({ draft, source, target }) => [
  'Choose another name',
  {
    name: nextName(draft.subscriptionName || draft.name || usualName(source?.name, target?.name)),
    subscriptionName: '',
    slot: '',
    ...(draft.what === 'existing' ? {} : { publicationName: '' }),
  },
];

/** What can be changed in the draft at once, by the code of the finding. */
const MENDS = {
  target_table_missing: () => ['Create missing tables with the stream', { createMissingTables: true }],
  // A publication that is there is used as it is.
  partitions_need_root: ({ draft }) => [
    'Publish partitions as their root',
    draft.what === 'existing' ? {} : { viaPartitionRoot: true },
  ],
  target_not_empty: () => ['Do not copy rows', { copyData: false }],
  publication_exists: anotherName,
  slot_exists: anotherName,
  subscription_exists: anotherName,
};

export function findingGroups(findings, context) {
  return GROUPS.map(([severity, title, tone, sign]) => {
    const of = findings.filter((each) => each.severity === severity);
    return of.length === 0 ? null : group(severity, title, tone, sign, of, context);
  });
}

function group(severity, title, tone, sign, findings, context) {
  const { draft, set } = context;
  const codes = new Set(findings.map(({ code }) => MENDS[code]).filter(Boolean));
  const mends = [...codes]
    .map((mend) => mend(context))
    .filter(([, change]) => Object.entries(change).some(([name, to]) => name in draft && draft[name] !== to));
  const scripts = findings.filter(({ code, fixSql }) => fixSql && !LOSING.includes(code)).map(({ fixSql }) => fixSql);
  return h(
    'section',
    { key: severity, class: 'card card-body findings', 'data-tone': tone, 'data-severity': severity },
    [
      h('div', { key: 'head', class: 'section-head' }, [
        h('h3', { class: 'section-title findings-title' }, [
          icon(sign, { width: 14, height: 14 }),
          `${title}: ${count(findings.length, severity)}`,
        ]),
        h('div', { key: 'all', class: 'page-actions' }, [
          mends.map(([words, change]) =>
            h('button', { key: words, class: 'button', type: 'button', on: { click: () => set(change) } }, words),
          ),
          scripts.length > 1 &&
            h('span', { key: 'copy', class: 'faint' }, [
              'All statements ',
              copyButton('all statements', scripts.join('\n')),
            ]),
        ]),
      ]),
      h(
        'ul',
        { key: 'list' },
        findings.slice(0, FIRST).map((finding, i) => line(finding, i)),
      ),
      findings.length > FIRST &&
        h('p', { key: 'more', class: 'faint' }, `and ${findings.length - FIRST} more; mend these first.`),
    ],
  );
}

function line({ code, object, message, fixSql }, i) {
  return h('li', { key: `${i}:${code}:${object}`, class: 'finding' }, [
    h('p', { key: 'object' }, [
      h('strong', { key: 'name' }, object),
      ' ',
      h('span', { key: 'code', class: 'faint mono' }, code),
    ]),
    h('p', { key: 'message' }, message),
    fixSql &&
      h('div', { key: 'fix', class: 'fix' }, [
        h(
          'pre',
          { key: 'sql', class: 'script', tabindex: 0, role: 'region', 'aria-label': `What mends ${object}` },
          fixSql,
        ),
        copyButton('the SQL', fixSql),
      ]),
  ]);
}
