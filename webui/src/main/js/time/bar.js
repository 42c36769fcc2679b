// The bar below the map: which moment is shown, what happened around it, and how to go to another.
import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { count } from '../format/count.js';
import { otherTime, shortTime, zoneName } from '../format/time.js';
import { changeInWords, gaps, marks, MINUTE, momentOf, SPEEDS, WINDOWS } from './moments.js';

const FEW = 6;

/** field: where a moment is typed. */
export function timeBar(bar, field, pick) {
  const past = bar.at !== null;
  return [
    h('div', { key: 'steps', class: 'time-steps', role: 'group', 'aria-label': 'Go through time' }, [
      tool('before', 'To the change before', 'skipBack', () => bar.jump(-1)),
      tool('back', 'A minute back  ,', 'left', () => bar.step(-1)),
      tool('play', bar.playing ? 'Pause  p' : 'Play  p', bar.playing ? 'pause' : 'play', () => bar.play()),
      tool('on', 'A minute forward  .', 'right', () => bar.step(1), !past),
      tool('after', 'To the change after', 'skipOn', () => bar.jump(1), !past),
    ]),
    course(bar),
    h('label', { key: 'moment', class: 'time-field' }, [
      h('span', { class: 'visually-hidden' }, `Moment (${zoneName()})`),
      field.draw(bar),
    ]),
    choice(
      'window',
      'How far back',
      WINDOWS.map(([key, words]) => [key, words]),
      bar.key,
      (key) => bar.look(key),
    ),
    choice(
      'speed',
      'Speed of playing',
      SPEEDS.map(([minutes, words]) => [`${minutes}`, words]),
      `${bar.speed}`,
      (speed) => bar.hasten(Number(speed)),
    ),
    h(
      'button',
      {
        key: 'now',
        class: 'button time-now',
        type: 'button',
        disabled: !past,
        title: 'Back to now  n',
        on: { click: () => bar.now() },
      },
      past ? 'Back to now' : 'Now',
    ),
    said(bar, pick),
  ];
}

function tool(key, words, sign, click, disabled = false) {
  const [name] = words.split('  ');
  return h(
    'button',
    {
      key,
      class: 'button button-quiet button-icon',
      type: 'button',
      title: words,
      'aria-label': name,
      disabled,
      on: { click },
    },
    icon(sign, { width: 14, height: 14 }),
  );
}

function course({ at, window, changes, watched, go }) {
  const now = at === null;
  return h('div', { key: 'course', class: 'time-course' }, [
    h(
      'div',
      { key: 'gaps', class: 'time-gaps', 'aria-hidden': 'true' },
      gaps(watched, window).map((gap, i) =>
        h('span', {
          key: `${i}`,
          class: 'time-gap',
          title: 'Nobody looked at that time',
          css: { left: percent(gap.from), width: percent(gap.to - gap.from) },
        }),
      ),
    ),
    h('input', {
      key: 'slider',
      class: 'time-slider',
      type: 'range',
      min: window.from / MINUTE,
      max: window.to / MINUTE,
      step: 1,
      value: `${(at ?? window.to) / MINUTE}`,
      'aria-label': 'Moment shown',
      'aria-valuetext': now ? 'now' : shortTime(at),
      on: { input: ({ target }) => go(Number(target.value) * MINUTE) },
    }),
    // For the mouse; keys have the buttons beside.
    h(
      'div',
      { key: 'marks', class: 'time-marks', 'aria-hidden': 'true' },
      marks(changes, window).map((mark) =>
        h('span', {
          key: `${mark.share}`,
          class: 'time-mark',
          'data-tone': mark.tone,
          title: titleOf(mark),
          css: { left: percent(mark.share) },
          on: { click: () => go(momentOf(mark.changes.at(-1))) },
        }),
      ),
    ),
    h('div', { key: 'ends', class: 'time-ends', 'aria-hidden': 'true' }, [
      h('span', {}, shortTime(window.from)),
      h('span', {}, 'now'),
    ]),
  ]);
}

function percent(share) {
  return `${(share * 100).toFixed(2)}%`;
}

function titleOf({ changes }) {
  const lines = changes.slice(-FEW).map((change) => `${shortTime(change.at)}  ${changeInWords(change)}`);
  return [...(changes.length > FEW ? [`${changes.length - FEW} more, then`] : []), ...lines].join('\n');
}

function choice(key, label, choices, value, chosen) {
  return h('label', { key, class: 'time-field' }, [
    h('span', { class: 'visually-hidden' }, label),
    h(
      'select',
      { class: 'time-input', title: label, value, on: { change: ({ target }) => chosen(target.value) } },
      choices.map(([each, words]) => h('option', { key: each, value: each, selected: each === value }, words)),
    ),
  ]);
}

/** In words: what changed last before the moment shown; or why the past cannot be told. */
function said({ at, changes, known, begins, since, problem, late, window }, pick) {
  const before = changes.filter((change) => at === null || momentOf(change) <= at);
  const last = before.at(-1);
  const words = () => {
    if (problem) return `History cannot be read: ${problem.detail || problem.title}`;
    if (!known) return 'Asking what happened…';
    if (begins == null) return 'No history was written yet. A monitor writes it.';
    if (at !== null && at < begins) return `History begins at ${shortTime(begins)}`;
    if (!last) return `Nothing had changed its state since ${shortTime(Math.max(begins, since, window.from))}`;
    return null;
  };
  const told = words();
  return h('p', { key: 'said', class: 'time-said', role: 'status', 'data-late': String(late) }, [
    told ?? h('span', { key: 'at', class: 'faint', title: otherTime(last.at) }, `${shortTime(last.at)} `),
    !told &&
      h(
        'button',
        {
          key: 'what',
          class: 'link',
          type: 'button',
          on: { click: () => pick({ kind: last.kind, id: last.id }, { reveal: true }) },
        },
        changeInWords(last),
      ),
    !told &&
      before.length > 1 &&
      h('span', { key: 'more', class: 'faint' }, ` · ${count(before.length - 1, 'change')} before`),
  ]);
}
