// One operation with its journal, and what can be done with it.
import { Running } from '../action/running.js';
import { copyButton, facts, timeFact } from '../details/facts.js';
import { h } from '../dom/h.js';
import { problemNotice } from '../dom/notice.js';
import { nothing, pageHead } from '../page/head.js';
import { entitle, inPlace } from '../page/place.js';
import { ask } from '../session/api.js';
import { progress } from './steps.js';
import { kindInWords, mayCancel, mayRetry } from './words.js';

export class OperationPage {
  #id;
  #running = null;
  #problem = null;
  #script = null;
  #render;

  constructor(id) {
    this.#id = id;
    this.#render = inPlace(({ state }) => this.#draw(state));
    this.#load();
  }

  async #load() {
    const { body, problem } = await ask('GET', `/api/operations/${encodeURIComponent(this.#id)}`);
    this.#problem = problem ?? null;
    if (body) {
      this.#running = new Running(body, () => this.#render());
      entitle(kindInWords(body.kind));
    }
    this.#render();
    if (body) this.#loadScript();
  }

  async #loadScript() {
    const response = await fetch(`/api/operations/${this.#id}/runbook`).catch(() => null);
    this.#script = response?.ok ? await response.text() : null;
    this.#render();
  }

  async #wish(what) {
    this.#problem = await this.#running.wish(what);
    this.#render();
  }

  #draw({ nodes }) {
    const back = { href: '/operations', name: 'Operations' };
    if (!this.#running) {
      return [
        pageHead('Operation', { back }),
        this.#problem ? null : h('p', { key: 'waiting', class: 'waiting' }, 'Asking for the operation…'),
        this.#problem?.status === 404
          ? nothing('There is no such operation', h('p', { key: 'do' }, 'Its address may have been cut.'))
          : problemNotice(this.#problem),
      ];
    }
    const { operation } = this.#running;
    return [
      pageHead(kindInWords(operation.kind), { back, actions: this.#actions(operation) }),
      problemNotice(this.#problem),
      h('div', { key: 'columns', class: 'columns' }, [
        h(
          'section',
          { key: 'journal', class: 'card card-body', 'aria-label': 'Journal' },
          progress(operation, Date.now()),
        ),
        h('div', { key: 'side', class: 'stacked' }, [about(operation, nodes), this.#runbook()]),
      ]),
    ];
  }

  #actions(operation) {
    const button = (what, words) =>
      h('button', { key: what, class: 'button', type: 'button', on: { click: () => this.#wish(what) } }, words);
    return [
      mayCancel(operation) && button('cancel', operation.status === 'failed' ? 'Undo once more' : 'Cancel'),
      mayRetry(operation) && button('retry', 'Try again'),
      h('a', { key: 'runbook', class: 'button', href: `/api/operations/${operation.id}/runbook` }, 'Runbook for psql'),
    ];
  }

  #runbook() {
    return (
      this.#script &&
      h('section', { key: 'runbook', class: 'card card-body', 'aria-label': 'Runbook' }, [
        h('div', { key: 'title', class: 'section-head' }, [
          h('h2', { class: 'section-title' }, 'Runbook: the same by hand, with psql'),
          copyButton('the runbook', this.#script),
        ]),
        h('pre', { key: 'script', class: 'script', tabindex: 0 }, this.#script),
      ])
    );
  }
}

function about(operation, nodes) {
  const where = operation.subjects.map((subject) => nodes.get(subject.replace('database:', ''))?.name ?? subject);
  return h('section', { key: 'about', class: 'card card-body', 'aria-label': 'About' }, [
    facts('About', [
      ['Asked for by', operation.requestedBy],
      timeFact('Asked for', operation.requestedAt, Date.now()),
      ['Works on', where.join(', ')],
      ['Id', operation.id, { mono: true, copy: true }],
    ]),
  ]);
}
