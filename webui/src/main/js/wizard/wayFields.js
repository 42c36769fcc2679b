// The fields of the way from the target's server to the source, folded away while nothing is said there and nothing is wrong.
import { choiceField, textField } from '../dom/field.js';
import { h } from '../dom/h.js';
import { isSaid, wrongPort } from './way.js';

const MODES = [
  ['', 'As it is registered'],
  ['disable', 'disable: never encrypted'],
  ['allow', 'allow: encrypted if the source wants nothing else'],
  ['prefer', 'prefer: encrypted if the source can'],
  ['require', 'require: encrypted, whoever answers'],
  ['verify-ca', 'verify-ca: encrypted, by a certificate of the authority'],
  ['verify-full', 'verify-full: encrypted, by a certificate for this very host'],
];

/** source: the database that is reached, as far as it is known; wrong: what the API finds fault with, by field; set(way). */
export function wayFields({ way, source, wrong = {}, set }) {
  const faults = { port: wrongPort(way), ...wrong };
  const field = (name, label, hint, props = {}) =>
    textField(
      `way-${name}`,
      label,
      { value: way[name], ...props, on: { input: ({ target }) => set({ ...way, [name]: target.value.trim() }) } },
      { hint, wrong: faults[name] },
    );
  // Nothing is folded away but by hand, also when the last field is emptied.
  const wasOpen = document.getElementById('way')?.hasAttribute('open') ?? false;
  const isOpen = wasOpen || isSaid(way) || Object.values(faults).some(Boolean);
  return h('details', { key: 'way', id: 'way', class: 'card card-body', open: isOpen }, [
    h('summary', { key: 'summary', class: 'section-title' }, 'How the target reaches the source'),
    h('div', { key: 'fields', class: 'fields fields-inside' }, [
      h(
        'p',
        { key: 'note', class: 'faint' },
        'As we do, unless something else is said here. It takes an administrator, since the password of the replication account goes that way.',
      ),
      field('host', 'Host', 'As the server of the target knows it.', {
        placeholder: source?.host,
      }),
      field('port', 'Port', null, { inputmode: 'numeric', placeholder: source?.port }),
      choiceField('way-sslMode', 'TLS', MODES, way.sslMode, (to) => set({ ...way, sslMode: to }), {
        hint: 'How the connection is protected, in the words of libpq.',
        wrong: faults.sslMode,
      }),
      field(
        'rootCertificate',
        'Certificate authority',
        'Who vouches for the source, for verify-ca and verify-full: the full path of a file on the server of the target, or system (16 and later, with verify-full).',
      ),
      field(
        'passfile',
        'Password file',
        'The full path of a file on the server of the target that holds the password, which is not told then.',
      ),
    ]),
  ]);
}
