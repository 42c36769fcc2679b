// The dialog in which a secret of AWS is picked for a database's credentials: by its name; what is in it is nobody's business here.
import { remedyOf } from '../details/facts.js';
import { Dialog } from '../dom/dialog.js';
import { textField } from '../dom/field.js';
import { h } from '../dom/h.js';
import { problemNotice } from '../dom/notice.js';
import { Secrets } from './secrets.js';

/** from: {region, role} where to look first; picked(secret) hears what was picked. */
export function pickSecret(from, picked) {
  const secrets = new Secrets(from, () => dialog.render());
  const take = (secret) => {
    dialog.close();
    picked(secret);
  };
  const dialog = new Dialog(
    () => ({
      title: 'Pick a secret',
      body: [fields(secrets), outcome(secrets, take)],
      actions: [
        h('button', { key: 'close', class: 'button', type: 'button', on: { click: () => dialog.close() } }, 'Close'),
      ],
    }),
    () => secrets.stop(),
  );
  document.getElementById('secret-text').focus();
  secrets.look();
}

function fields(secrets) {
  const { text, region, role } = secrets.wish;
  const set = (name) => ({ input: ({ target }) => secrets.want({ [name]: target.value }) });
  return h('div', { key: 'fields', class: 'fields' }, [
    textField(
      'secret-text',
      'Name',
      { value: text, type: 'search', on: set('text') },
      { hint: 'A part of it, of its ARN or of its description.' },
    ),
    textField(
      'secret-region',
      'Region',
      { value: region, on: set('region') },
      {
        hint: 'Where databases are and monitors run, unless given.',
        wrong: secrets.isRegion ? null : 'It looks like eu-central-1',
      },
    ),
    role && h('p', { key: 'role', class: 'faint' }, ['Seen as ', h('code', {}, role)]),
  ]);
}

function outcome(secrets, take) {
  const { found, problem, asking } = secrets;
  return h('div', { key: 'outcome', class: 'secrets', 'aria-busy': String(asking) }, [
    h('p', { key: 'said', class: 'faint', role: 'status' }, said(secrets)),
    problemNotice(problem),
    (found?.troubles ?? []).map((trouble, i) =>
      h('div', { key: `trouble:${i}`, class: 'notice' }, [
        h('p', { key: 'message' }, trouble.region ? `${trouble.region}: ${trouble.message}` : trouble.message),
        remedyOf(trouble),
      ]),
    ),
    found?.items.length > 0 &&
      h(
        'ul',
        { key: 'list', class: 'secrets-list' },
        found.items.map((secret) => h('li', { key: secret.arn }, entry(secret, take))),
      ),
  ]);
}

function entry(secret, take) {
  return h('button', { class: 'secret', type: 'button', on: { click: () => take(secret) } }, [
    h('span', { key: 'name', class: 'secret-name' }, secret.name),
    h('span', { key: 'region', class: 'badge badge-line' }, secret.region),
    secret.description && h('span', { key: 'words', class: 'secret-words' }, secret.description),
    h('span', { key: 'arn', class: 'secret-arn mono' }, secret.arn),
  ]);
}

/** In one line: how many there are, or what to do where there is none. */
export function said({ found, problem, asking, wish }) {
  if (!found) return asking && !problem ? 'Asking AWS for their names…' : '';
  const { items, more, troubles } = found;
  if (items.length > 0) return more ? `The first ${items.length}: write more of the name to see others` : '';
  if (troubles.length > 0) return '';
  return wish.text.trim()
    ? 'None has that in its name. Write less of it, or another region.'
    : 'There is none here yet. Store one at AWS as {"username": …, "password": …}, or write another reference into the field.';
}
