// Pieces that the details of every kind are made of.
import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { time } from '../format/time.js';
import { copy } from '../shell/toast.js';

/** Facts as [name, value, {copy, title, mono, strong, wide}]; those without a value are left out. */
export function facts(title, list) {
  const shown = list.filter((each) => each && each[1] != null && each[1] !== '');
  if (shown.length === 0) return null;
  return section(
    title,
    h(
      'dl',
      { class: 'facts' },
      shown.map(([name, value, options = {}]) => row(name, value, options)),
    ),
  );
}

function row(name, value, { copy: copied, title, mono, strong, wide }) {
  return h('div', { key: name, class: wide ? 'wide' : null }, [
    h('dt', {}, name),
    h('dd', { title, class: strong ? 'strong' : null }, [
      h('span', { class: mono ? 'mono' : null }, value),
      copied && copyButton(name, copied === true ? `${value}` : copied),
    ]),
  ]);
}

export function copyButton(name, text) {
  return h(
    'button',
    {
      key: 'copy',
      class: 'copy',
      type: 'button',
      title: `Copy ${name}`,
      'aria-label': `Copy ${name}`,
      on: { click: () => copy(text, name) },
    },
    icon('copy', { width: 13, height: 13 }),
  );
}

export function section(title, ...children) {
  return h('section', { key: title, class: 'section' }, h('h3', { class: 'section-title' }, title), children);
}

export function timeFact(name, iso, now) {
  return iso ? [name, time(iso, now)] : null;
}

export function status(state) {
  return h(
    'span',
    { class: 'status', 'data-tone': state.tone },
    icon(state.sign, { width: 14, height: 14 }),
    h('span', { class: 'status-word' }, state.word),
  );
}

export function errorNotice(error, now) {
  if (!error) return null;
  return h('div', { key: 'error', class: 'notice notice-bad' }, [
    h('p', { class: 'notice-title' }, error.message ?? error.code),
    (error.side || error.at) && h('p', { class: 'plain', key: 'side' }, reported(error, now)),
    error.inferred &&
      h(
        'p',
        { class: 'plain', key: 'inferred' },
        'Concluded from counters and processes: no log that could be read tells it.',
      ),
    remedyOf(error),
  ]);
}

/** What to do, with a button that takes it along. */
export function remedyOf({ remedy }) {
  return (
    remedy && h('p', { class: 'notice-remedy', key: 'remedy' }, h('span', {}, remedy), copyButton('what to do', remedy))
  );
}

function reported({ side, at }, now) {
  return ['Reported', side && ` by the ${side}`, at && [' at ', time(at, now)]];
}

export function warning(text) {
  return text && h('div', { key: `warning:${text}`, class: 'notice' }, h('p', {}, text));
}

export function link(name, target, pick) {
  if (!target?.id) return h('span', { class: 'plain' }, name);
  return h('button', { class: 'link', type: 'button', on: { click: () => pick(target) } }, name);
}
