// Brings in a list of databases: what would change is shown first, row by row; it is all or nothing.
import { act } from '../action/act.js';
import { latest } from '../action/latest.js';
import { choiceField, textField } from '../dom/field.js';
import { h } from '../dom/h.js';
import { problemNotice } from '../dom/notice.js';
import { ask } from '../session/api.js';
import { cameBack } from './cameBack.js';
import { Kept } from './kept.js';

const FORMS = [
  ['application/yaml', 'YAML, as exported'],
  ['application/json', 'JSON, as exported, or of pgAdmin'],
  ['text/plain', "libpq's service file"],
];

/** Behind the # of the address while the dialog is open, so that a reload or a sign-in comes back to it. */
export const IMPORT = '#import';

function send({ list, form, credentials }, dryRun) {
  const query = new URLSearchParams({ dryRun, ...(credentials ? { credentials } : {}) });
  return ask('POST', `/api/databases/import?${query}`, list, { 'Content-Type': form });
}

const NOTHING = { list: '', form: FORMS[0][0], credentials: '' };

export function importList(done) {
  const kept = new Kept('import');
  const typed = kept.read();
  const look = latest(
    (values) => send(values, true),
    (context, { body, problem }) => {
      context.set('report', body ?? null);
      context.set('problem', problem ?? null);
    },
  );
  // What was seen before the list was changed holds no more, nor what is being looked at.
  const change = (context, name, value) => {
    look.forget();
    context.set(name, value);
    context.set('report', null);
    const { list, form, credentials } = context.values;
    if (list || credentials) kept.write({ list, form, credentials });
    else kept.forget();
  };
  const beginAnew = (context) => {
    for (const [name, value] of Object.entries(NOTHING)) change(context, name, value);
    context.set('cameBack', false);
  };
  address(IMPORT);
  document.addEventListener('close', closing, true);
  act(
    {
      title: 'Import databases',
      verb: 'Bring them in',
      values: { ...NOTHING, ...typed, cameBack: typed !== null, report: null, problem: null },
      ready: ({ report }) =>
        report !== null && report.refused.length === 0 && report.added.length + report.changed.length > 0,
      question: (context) => [
        context.values.cameBack && cameBack(() => beginAnew(context)),
        h('div', { key: 'file', class: 'field' }, [
          h('label', { class: 'field-label', for: 'file' }, 'From a file'),
          h('input', {
            id: 'file',
            type: 'file',
            on: { change: ({ target }) => read(target.files[0], context, change) },
          }),
        ]),
        choiceField('form', 'Form', FORMS, context.values.form, (value) => change(context, 'form', value)),
        textField('list', 'The list', {
          value: context.values.list,
          area: true,
          rows: 8,
          on: { input: ({ target }) => change(context, 'list', target.value) },
        }),
        textField(
          'list-credentials',
          'Credentials of those that have none',
          {
            value: context.values.credentials,
            on: { input: ({ target }) => change(context, 'credentials', target.value) },
          },
          { hint: 'Made of {name} and {user}, such as file:{name} or rds-iam:{user}.' },
        ),
        h(
          'button',
          {
            key: 'look',
            class: 'button',
            type: 'button',
            disabled: !context.values.list.trim(),
            on: { click: () => look(context, { ...context.values }) },
          },
          'What would change?',
        ),
        problemNotice(context.values.problem),
        context.values.report && reported(context.values.report),
      ],
      send: (values) => send(values, false),
    },
    (report) => {
      kept.forget();
      done(report);
    },
  );
}

function address(hash) {
  history.replaceState(null, '', location.pathname + location.search + hash);
}

/** Another dialog may be above this one. */
function closing({ target }) {
  if (!target.querySelector('#list')) return;
  document.removeEventListener('close', closing, true);
  address('');
}

async function read(file, context, change) {
  if (!file) return;
  change(context, 'list', await file.text());
  if (file.name.endsWith('.json')) change(context, 'form', 'application/json');
  else if (/\.ya?ml$/.test(file.name)) change(context, 'form', 'application/yaml');
  else if (file.name.endsWith('.conf')) change(context, 'form', 'text/plain');
}

function reported({ added, changed, unchanged, refused, differences }) {
  const part = (title, names, more = () => null) =>
    names.length > 0 &&
    h('div', { key: title, class: 'section' }, [
      h('h3', { key: 'title', class: 'section-title' }, `${title} (${names.length})`),
      h(
        'ul',
        { key: 'names', class: 'notice-list' },
        names.map((name, i) => h('li', { key: `${i}` }, name, more(name, i))),
      ),
    ]);
  const fields = (name) =>
    `: ${Object.entries(differences[name] ?? {})
      .map(([field, change]) => `${field} ${change}`)
      .join(', ')}`;
  return h('div', { key: 'report', 'aria-live': 'polite' }, [
    part('Added', added),
    part('Changed', changed, fields),
    part('As they are', unchanged),
    part(
      'Refused, and nothing is brought in as long as there are any',
      refused.map(({ name, row }) => name ?? `row ${row}`),
      (_, i) => `: ${refused[i].errors.map(({ field, message }) => `${field} ${message}`).join('; ')}`,
    ),
  ]);
}
