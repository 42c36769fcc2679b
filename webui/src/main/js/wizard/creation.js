// The last step: what will be done, then its operation as it goes, then what came of it.
import { Running } from '../action/running.js';
import { h } from '../dom/h.js';
import { problemNotice } from '../dom/notice.js';
import { progress } from '../operation/steps.js';
import { mayCancel, over } from '../operation/words.js';
import { nothing } from '../page/head.js';
import { ask } from '../session/api.js';
import { begin } from './begin.js';
import { plan } from './plan.js';

export class Creation {
  #changed;
  #context;
  #running = null;
  #problem = null;
  #sending = false;
  #lost = null;
  id = null;

  constructor(changed, context) {
    this.#changed = changed;
    this.#context = context;
  }

  /** Goes on with an operation that stands in the address. */
  async follow(id) {
    if (id === this.id) return;
    this.#leave();
    this.id = id;
    if (!id) return;
    const { body, problem } = await ask('GET', `/api/operations/${encodeURIComponent(id)}`);
    if (body) this.#run(body);
    this.#problem = problem ?? null;
    this.#changed();
  }

  #leave() {
    this.#running?.stop();
    Object.assign(this, { id: null });
    this.#running = null;
    this.#problem = null;
  }

  #run(operation) {
    this.#running = new Running(operation, () => this.#changed());
  }

  /** Whether one is asked for, or was. */
  get begun() {
    return this.#sending || this.id !== null;
  }

  async #create() {
    if (this.begun) return;
    const { body: wanted, check, go } = this.#context();
    this.#sending = true;
    this.#problem = null;
    this.#changed();
    const { begun, problem, lost } = await begin(wanted, this.#lost);
    this.#sending = false;
    this.#lost = lost ?? null;
    this.#problem = problem ?? null;
    if (begun) this.#begin(begun);
    else if (problem.status === 422) {
      check.refused(wanted, problem);
      this.#problem = null;
      go('check');
    }
    this.#changed();
  }

  #begin(operation) {
    const { go, settle } = this.#context();
    this.id = operation.id;
    this.#run(operation);
    settle();
    go('create');
  }

  async #wish(what) {
    this.#problem = await this.#running.wish(what);
    this.#changed();
  }

  draw(context) {
    if (this.#running) return this.#progress(context, this.#running.operation);
    if (this.id) {
      return [
        problemNotice(this.#problem) ?? h('p', { key: 'waiting', class: 'waiting' }, 'Asking for the operation…'),
        this.#problem && this.#anew(context, 'Back to the form'),
      ];
    }
    return [
      plan(context),
      problemNotice(this.#problem),
      h('div', { key: 'bar', class: 'wizard-bar' }, [
        h(
          'p',
          { key: 'words', class: 'faint' },
          'Both ends are looked at once more. When a step fails, all is undone.',
        ),
        h(
          'button',
          {
            key: 'back',
            class: 'button',
            type: 'button',
            disabled: this.#sending,
            on: { click: () => context.go('check') },
          },
          'Back',
        ),
        h(
          'button',
          {
            key: 'create',
            class: 'button button-primary',
            type: 'button',
            disabled: this.#sending,
            on: { click: () => this.#create() },
          },
          this.#sending ? 'Looking at both ends…' : 'Create the stream',
        ),
      ]),
    ];
  }

  #progress(context, operation) {
    return [
      operation.status === 'succeeded' && made(context, operation),
      h('div', { key: 'progress', class: 'card card-body' }, progress(operation, Date.now())),
      problemNotice(this.#problem),
      h('div', { key: 'actions', class: 'page-actions' }, [
        h('a', { key: 'journal', class: 'button', href: `/operations/${operation.id}` }, 'Journal and runbook'),
        mayCancel(operation) &&
          h(
            'button',
            { key: 'cancel', class: 'button', type: 'button', on: { click: () => this.#wish('cancel') } },
            operation.status === 'failed' ? 'Undo once more' : 'Cancel',
          ),
        over(operation) && operation.status !== 'succeeded' && this.#anew(context, 'Back to the form'),
        operation.status === 'succeeded' &&
          h('a', { key: 'another', class: 'button', href: '/streams/new' }, 'Another stream'),
      ]),
    ];
  }

  /** All that was entered is still there. */
  #anew({ go, check, body }, words) {
    const back = () => {
      this.#leave();
      go('check');
      check.look(body);
    };
    return h('button', { key: 'back', class: 'button button-primary', type: 'button', on: { click: back } }, words);
  }
}

function made({ state, draft }, { result }) {
  const stream = [...state.streams.values()].find(
    (each) => each.targetId === draft.target && each.subscription === result.subscription,
  );
  return nothing(
    'The stream is made',
    h(
      'p',
      { key: 'do' },
      stream
        ? h('a', { key: 'link', class: 'button button-primary', href: `/streams/${stream.id}` }, `Open ${stream.name}`)
        : 'It appears on the map with the next look at both ends…',
    ),
  );
}
