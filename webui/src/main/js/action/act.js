// A dialog for something that is done to production: what it does, what it needs to know, then its steps as they go.
import { Dialog } from '../dom/dialog.js';
import { h } from '../dom/h.js';
import { problemNotice } from '../dom/notice.js';
import { progress } from '../operation/steps.js';
import { mayCancel, over } from '../operation/words.js';
import { toast } from '../shell/toast.js';
import { Running } from './running.js';

/**
 * action: {title, verb, danger, wide, question(context) -> children, ready(values) -> boolean, send(values) -> {body, problem},
 * opened(context): hears of the open dialog, to ask for what it has to show}.
 * context: {values, set(name, value)}; done(operation) hears of what succeeded, or of what was answered where no operation is needed.
 */
export function act(action, done = () => {}) {
  const state = { values: { ...action.values }, problem: null, sending: false, running: null, closed: false };
  const render = () => dialog.render();
  const context = {
    values: state.values,
    set: (name, value) => {
      state.values[name] = value;
      render();
    },
  };

  // What failed or was cancelled did not do what was asked for.
  const told = (operation) => {
    if (operation.status === 'succeeded') done(operation);
    render();
  };

  const send = async () => {
    if (state.sending || state.running) return;
    Object.assign(state, { sending: true, problem: null });
    render();
    const { body, problem } = await action.send(state.values);
    Object.assign(state, { sending: false, problem: problem ?? null });
    if (state.closed) afterwards(action, body, problem, done);
    else if (body?.steps) {
      state.running = new Running(body, told);
      told(body);
    } else if (!problem) {
      dialog.close();
      done(body);
    }
    render();
  };

  const dialog = new Dialog(
    () => (state.running ? running(state, dialog, render) : asking(action, context, state, send)),
    () => {
      state.closed = true;
      state.running?.stop();
    },
  );
  action.opened?.(context);
  return dialog;
}

/** Whoever closed the dialog while it was sent hears what came of it all the same. */
function afterwards({ title }, body, problem, done) {
  if (problem) toast(`${title}: ${[problem.detail || problem.title, problem.remedy].filter(Boolean).join('. ')}`);
  else if (body?.steps) toast(`${title}: it was begun, and is among the operations`);
  if (body?.status === 'succeeded' || (!problem && !body?.steps)) done(body);
}

function asking(action, context, state, send) {
  const ready = action.ready?.(state.values) ?? true;
  return {
    title: action.title,
    wide: action.wide,
    body: [h('div', { key: 'question', class: 'dialog-text' }, action.question(context)), problemNotice(state.problem)],
    actions: [
      h(
        'button',
        {
          key: 'send',
          class: `button ${action.danger ? 'button-danger' : 'button-primary'}`,
          type: 'button',
          disabled: state.sending || !ready,
          on: { click: send },
        },
        state.sending ? 'One moment…' : action.verb,
      ),
    ],
  };
}

function running(state, dialog, render) {
  const { operation } = state.running;
  const wish = async (what) => {
    state.problem = await state.running.wish(what);
    render();
  };
  return {
    title: over(operation) ? 'What became of it' : 'Under way',
    body: [...progress(operation, Date.now()), problemNotice(state.problem)],
    actions: [
      h('a', { key: 'journal', class: 'button button-quiet', href: `/operations/${operation.id}` }, 'Journal'),
      mayCancel(operation) &&
        h(
          'button',
          { key: 'cancel', class: 'button', type: 'button', on: { click: () => wish('cancel') } },
          operation.status === 'failed' ? 'Undo once more' : 'Cancel',
        ),
      h(
        'button',
        { key: 'close', class: 'button button-primary', type: 'button', on: { click: () => dialog.close() } },
        over(operation) ? 'Close' : 'Go on in the background',
      ),
    ],
  };
}
