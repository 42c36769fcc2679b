// The form of a database, group by group.
import { choiceField, textField } from '../dom/field.js';
import { h } from '../dom/h.js';
import { groups } from './fields.js';

/** known: what others have in such fields, by the name of the list; set(name, text) hears of changes. */
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
        fields.map((each) => field(each, texts[each.name], wrong[each.name], (text) => set(each.name, text))),
      ]),
    ),
  ];
}

function field({ name, label, hint, choices, known, area, required, usual }, value, wrong, set) {
  if (choices) {
    const named = choices.map((each) => [each, each]);
    return choiceField(name, label, named, value, set, { hint, wrong });
  }
  const props = {
    value,
    area,
    list: known ? `known-${known}` : null,
    placeholder: usual,
    'aria-required': required ? 'true' : null,
    on: { input: ({ target }) => set(target.value) },
  };
  return textField(name, required ? `${label} *` : label, props, { hint, wrong });
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
