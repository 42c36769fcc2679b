// An operation as it comes along: how far it is, each step with what it said, and why it went back.
import { copyButton, remedyOf, status } from '../details/facts.js';
import { h } from '../dom/h.js';
import { duration } from '../format/duration.js';
import { otherTime, time } from '../format/time.js';
import { operationState, stepState } from './words.js';

export function progress(operation, now) {
  return [
    h('div', { key: 'state', class: 'operation-state', role: 'status' }, [
      status(operationState(operation)),
      h('span', { key: 'percent', class: 'faint' }, `${operation.percent} %`),
    ]),
    h(
      'div',
      {
        key: 'meter',
        class: 'meter',
        role: 'progressbar',
        'aria-label': 'Steps done',
        'aria-valuenow': operation.percent,
        'aria-valuemin': 0,
        'aria-valuemax': 100,
        'data-tone': operationState(operation).tone,
      },
      h('div', { class: 'meter-fill', css: { width: `${operation.percent}%` } }),
    ),
    why(operation),
    h(
      'ol',
      { key: 'steps', class: 'steps' },
      operation.steps.map((step, i) => line(step, i, now)),
    ),
    result(operation),
  ];
}

function why({ error }) {
  return (
    error &&
    h('div', { key: 'error', class: 'notice notice-bad' }, [
      h('p', { class: 'notice-title' }, error.message),
      remedyOf(error),
    ])
  );
}

function line(step, number, now) {
  const state = stepState(step);
  const { startedAt, finishedAt, detail } = step;
  return h('li', { key: `${number}`, class: 'step', 'data-tone': state.tone, 'data-status': step.status }, [
    h('div', { class: 'step-head' }, [
      status(state),
      h('span', { key: 'name', class: 'step-name' }, step.name),
      startedAt &&
        h(
          'span',
          { key: 'time', class: 'step-time faint', title: otherTime(startedAt) },
          finishedAt ? duration((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000) : time(startedAt, now),
        ),
    ]),
    detail &&
      h('div', { key: 'detail', class: 'step-detail' }, [
        h('pre', {}, detail),
        step.status === 'left' && copyButton('the SQL', detail),
      ]),
  ]);
}

function result({ result: names }) {
  const found = Object.entries(names ?? {});
  if (found.length === 0) return null;
  return h('dl', { key: 'result', class: 'facts' }, [
    found.map(([name, value]) =>
      h('div', { key: name, class: value.length > 40 ? 'wide' : null }, [
        h('dt', {}, inWords(name)),
        h('dd', {}, h('span', { class: 'mono' }, value), copyButton(name, value)),
      ]),
    ),
  ]);
}

function inWords(name) {
  const words = name.replace(/([A-Z])/g, ' $1').toLowerCase();
  return words[0].toUpperCase() + words.slice(1);
}
