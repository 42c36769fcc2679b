// Fields of forms: a label, a box, and what is wrong or helps.
import { h } from './h.js';

/** @param props of the input; on: {input} hears of changes; area: of several lines; beside: what stands in the box, too */
export function textField(name, label, { area, beside, ...props }, { hint, wrong } = {}) {
  return h('div', { key: name, class: 'field' }, [
    h('label', { class: 'field-label', for: name }, label),
    h(
      'div',
      { class: 'field-box' },
      h(area ? 'textarea' : 'input', {
        id: name,
        class: 'field-input',
        type: area ? null : 'text',
        rows: area ? 3 : null,
        autocomplete: 'off',
        spellcheck: 'false',
        'aria-invalid': wrong ? 'true' : null,
        'aria-describedby': described(name, { hint, wrong }),
        ...props,
      }),
      beside,
    ),
    ...notes(name, { hint, wrong }),
  ]);
}

/** choices: [[value, words]] */
// An address may name what is not offered, and what is shown would not be what holds.
function withChosen(choices, value) {
  return choices.some(([key]) => key === value) ? choices : [...choices, [value, `${value} (not known)`]];
}

export function choiceField(name, label, choices, value, chosen, { hint, wrong } = {}) {
  return h('div', { key: name, class: 'field' }, [
    h('label', { class: 'field-label', for: name }, label),
    h(
      'div',
      { class: 'field-box' },
      h(
        'select',
        {
          id: name,
          class: 'field-input',
          value,
          'aria-invalid': wrong ? 'true' : null,
          'aria-describedby': described(name, { hint, wrong }),
          on: { change: ({ target }) => chosen(target.value) },
        },
        withChosen(choices, value).map(([key, words]) =>
          h('option', { key, value: key, selected: key === value }, words),
        ),
      ),
    ),
    ...notes(name, { hint, wrong }),
  ]);
}

function described(name, { hint, wrong }) {
  return [wrong && `${name}-wrong`, hint && `${name}-hint`].filter(Boolean).join(' ') || null;
}

function notes(name, { hint, wrong }) {
  return [
    wrong && h('p', { key: 'wrong', id: `${name}-wrong`, class: 'field-wrong' }, wrong),
    hint && h('p', { key: 'hint', id: `${name}-hint`, class: 'field-hint' }, hint),
  ];
}

export function checkField(name, label, checked, changed, { hint } = {}) {
  return h('div', { key: name, class: 'field-check' }, [
    h('input', { id: name, type: 'checkbox', checked, on: { change: ({ target }) => changed(target.checked) } }),
    h('label', { for: name }, label),
    hint && h('p', { key: 'hint', class: 'field-hint' }, hint),
  ]);
}

/** Somebody writes a name out before something is lost for good. */
export function confirmField(name, { values, set }) {
  return textField('confirm', ['Write ', h('code', { key: 'name' }, name), ' to confirm'], {
    value: values.confirm ?? '',
    on: { input: ({ target }) => set('confirm', target.value) },
  });
}
