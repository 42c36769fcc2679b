// The form of a database, group by group.
import { choiceField, textField } from '../dom/field.js';
import { h } from '../dom/h.js';
import { groups } from './fields.js';
import { pickSecret } from './pickSecret.js';

/** known: what others have in such fields, by the name of the list; set(changes) hears of changes, by name. */
export function form({ texts, wrong, known, set }) {
  return [
    Object.entries(known).map(([name, values]) =>
      h(
        'datalist',
        { key: `known-${name}`, id: `known-${name}` },
        values.map((value) => h('option', { key: value, value })),
      ),
    ),
    groups.map(({ title, note, fields }) =>
      h('fieldset', { key: title, class: 'card card-body fields' }, [
        h('legend', { key: 'legend', class: 'section-title' }, title),
        note && h('p', { key: 'note', class: 'faint' }, note),
        fields.map((each) => field(each, texts, wrong[each.name], set)),
      ]),
    ),
  ];
}

function field({ name, label, hint, choices, known, area, required, usual, secret }, texts, wrong, set) {
  const value = texts[name];
  if (choices) {
    const named = choices.map((each) => [each, each]);
    return choiceField(name, label, named, value, (to) => set({ [name]: to }), { hint, wrong });
  }
  const props = {
    value,
    area,
    list: known ? `known-${known}` : null,
    placeholder: usual,
    'aria-required': required ? 'true' : null,
    on: { input: ({ target }) => set({ [name]: target.value }) },
    beside: secret && picking(name, label, texts, set),
  };
  return textField(name, required ? `${label} *` : label, props, { hint, wrong });
}

/** A secret that is seen only as a role is read as that role. */
function picking(name, label, { awsRegion, iamRoleArn }, set) {
  const picked = ({ arn, foundAs }) => set({ [name]: arn, ...(foundAs && !iamRoleArn ? { iamRoleArn: foundAs } : {}) });
  const click = () => pickSecret({ region: awsRegion.trim(), role: iamRoleArn.trim() }, picked);
  return h(
    'button',
    {
      key: 'pick',
      class: 'field-action',
      type: 'button',
      'aria-label': `Pick a secret of AWS: ${label}`,
      on: { click },
    },
    'Pick…',
  );
}

/** What others have in the same fields, to choose from. */
export function knownOf(databases) {
  const each = (...names) => [...new Set(databases.flatMap((one) => names.map((name) => one[name])).filter(Boolean))];
  return {
    references: each('credentials', 'replicationCredentials').sort(),
    roles: each('iamRoleArn').sort(),
    environments: each('environment').sort(),
  };
}
