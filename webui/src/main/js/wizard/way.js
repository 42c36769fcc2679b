// How the server of the target reaches the source, where that is not as we do.
import { choiceField, textField } from '../dom/field.js';
import { h } from '../dom/h.js';

const MODES = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'];

export function drawWay({ draft, set }) {
  const field = (name, label, hint, props = {}) =>
    textField(
      `way-${name}`,
      label,
      {
        value: draft.way[name],
        ...props,
        on: { input: ({ target }) => set({ way: { ...draft.way, [name]: target.value.trim() } }) },
      },
      { hint },
    );
  const said = Object.values(draft.way).some(Boolean);
  return h('details', { key: 'way', class: 'card card-body', open: said }, [
    h('summary', { key: 'summary', class: 'section-title' }, 'How the target reaches the source'),
    h('div', { key: 'fields', class: 'fields fields-inside' }, [
      h(
        'p',
        { key: 'note', class: 'faint' },
        'As we do, unless something else is said here. It takes an administrator, since the password of the replication account goes that way.',
      ),
      field('host', 'Host', 'As the server of the target knows it.'),
      field('port', 'Port', null, { inputmode: 'numeric' }),
      choiceField(
        'way-sslMode',
        'TLS',
        [['', 'As it is registered'], ...MODES.map((mode) => [mode, mode])],
        draft.way.sslMode,
        (to) => set({ way: { ...draft.way, sslMode: to } }),
      ),
      field(
        'rootCertificate',
        'Certificate authority',
        'A file on the server of the target, or system (16 and later).',
      ),
      field('passfile', 'Password file', 'On the server of the target; the password is not told then.'),
    ]),
  ]);
}
