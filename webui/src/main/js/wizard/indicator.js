// The steps in a row: where one is, what is behind, and what can be gone to.
import { h } from '../dom/h.js';
import { reachable, stepNames, STEPS } from './steps.js';

export function indicator(step, { draft, body, check, go }, begun) {
  const now = stepNames.indexOf(step);
  const checked = check.passed(body);
  const item = ([name, words], i) =>
    h('li', { key: name, class: 'wizard-step', 'data-done': String(i < now) }, [
      h(
        'button',
        {
          class: 'wizard-step-button',
          type: 'button',
          'aria-current': name === step ? 'step' : null,
          disabled: begun || !reachable(name, draft, checked),
          on: { click: () => go(name) },
        },
        h('span', { class: 'wizard-step-number' }, `${i + 1}`),
        words,
      ),
    ]);
  return h('nav', { key: 'steps', 'aria-label': 'Steps' }, h('ol', { class: 'wizard-steps' }, STEPS.map(item)));
}
