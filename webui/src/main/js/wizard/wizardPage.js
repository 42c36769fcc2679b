// A stream that is to be, step by step. All that was entered stands in the address; going back loses nothing.
import { h } from '../dom/h.js';
import { pageHead } from '../page/head.js';
import { inPlace } from '../page/place.js';
import { Check } from './check.js';
import { Creation } from './creation.js';
import { nothingYet, read, toBody, withKnownEnds, written } from './draft.js';
import { DraftPlace } from './draftPlace.js';
import { drawEnds } from './ends.js';
import { indicator } from './indicator.js';
import { placeNote } from './placeNote.js';
import { drawOptions } from './options.js';
import { SourceTables } from './sourceTables.js';
import { lacking, nearest, stepNames, STEPS } from './steps.js';
import { Tables } from './tables.js';

// Browsers refuse to be told of a new address at every keystroke.
const PACE = 400;

export class WizardPage {
  #draft = nothingYet;
  #place = new DraftPlace();
  #isElsewhere = false;
  #step = 'ends';
  #latest = null;
  #settling = null;
  #settled = 0;
  #searched = {};
  #render;
  #check;
  #creation;
  #tables;

  constructor() {
    const changed = () => this.#render?.();
    const context = () => this.#context();
    this.#check = new Check(changed);
    this.#creation = new Creation(changed, context);
    this.#tables = new Tables(new SourceTables(changed), context);
    this.#take(new URLSearchParams(location.hash.slice(1) || location.search));
    this.#settle();
    addEventListener('popstate', () => this.#back());
    this.#render = inPlace((feed) => this.#draw(feed));
  }

  /** From an address that somebody opened. */
  #take(query) {
    const told = this.#place.open(query);
    this.#isElsewhere = told === null;
    this.#draft = read(told ?? new URLSearchParams());
    this.#creation.follow(query.get('operation'));
    this.#step = this.#allowed(query.get('step'));
  }

  /** What was entered since stays; an address that came from elsewhere counts whole. */
  #back() {
    const query = new URLSearchParams(location.hash.slice(1));
    if (!history.state?.wizard) this.#take(query);
    else {
      this.#creation.follow(query.get('operation'));
      this.#step = this.#allowed(query.get('step'));
    }
    this.#settle();
    this.#arrive();
  }

  /** A step after one that lacks something would have nothing to show. */
  #allowed(step) {
    if (this.#creation.id) return 'create';
    const wanted = stepNames.includes(step) ? step : 'ends';
    if (wanted === 'create' && !this.#check.passed(toBody(this.#draft))) return this.#allowed('check');
    return nearest(wanted, this.#known());
  }

  /** Without an end that nobody registered, or that is registered no more. */
  #known() {
    return withKnownEnds(this.#draft, this.#latest?.state);
  }

  #settle(how = 'replaceState') {
    clearTimeout(this.#settling);
    if (this.#isElsewhere) return; // Whoever loads the page once more is told so once more.
    this.#settled = Date.now();
    const before = this.#place.in;
    const query = this.#place.take(written(this.#draft));
    if (this.#step !== 'ends') query.set('step', this.#step);
    if (this.#creation.id) query.set('operation', this.#creation.id);
    history[how]({ wizard: true }, '', `${location.pathname}#${query}`);
    if (this.#place.in !== before) this.#render?.();
  }

  #set(change) {
    this.#draft = { ...this.#draft, ...change };
    this.#isElsewhere = false;
    clearTimeout(this.#settling);
    const wait = this.#settled + PACE - Date.now();
    if (wait <= 0) this.#settle();
    else this.#settling = setTimeout(() => this.#settle(), wait);
    this.#render();
  }

  #go(wanted) {
    const step = this.#allowed(wanted);
    if (step === this.#step) return;
    this.#settle();
    this.#step = step;
    this.#settle('pushState');
    this.#arrive();
  }

  /** Whoever cannot see that the step changed is told by where the focus is. */
  #arrive() {
    this.#render();
    requestAnimationFrame(() => {
      scrollTo({ top: 0 });
      document.getElementById('step-title')?.focus({ preventScroll: true });
    });
  }

  #context() {
    const { nodes, servers } = this.#latest.state;
    const end = (id) => {
      const node = nodes.get(id);
      return node && { ...node, server: servers.get(node.serverId) };
    };
    return {
      state: this.#latest.state,
      draft: this.#known(),
      gone: ['source', 'target'].filter((which) => this.#draft[which] && !this.#known()[which]),
      source: end(this.#draft.source),
      target: end(this.#draft.target),
      body: toBody(this.#draft),
      check: this.#check,
      searched: this.#searched,
      search: (which, text) => {
        this.#searched = { ...this.#searched, [which]: text };
        this.#render();
      },
      set: (change) => this.#set(change),
      go: (step) => this.#go(step),
      settle: () => this.#settle(),
      address: () => (this.#isElsewhere ? '' : `${this.#place.take(written(this.#draft))}`),
    };
  }

  #draw(feed) {
    this.#latest = feed;
    this.#step = this.#allowed(this.#step);
    const context = this.#context();
    if (this.#step === 'check') this.#check.want(context.body);
    const [, title] = STEPS.find(([name]) => name === this.#step);
    return [
      pageHead('New stream', { note: ends(context) }),
      placeNote(this.#place.in, this.#isElsewhere),
      indicator(this.#step, context, this.#creation.begun),
      h('section', { key: this.#step, class: 'stacked', 'aria-labelledby': 'step-title' }, [
        h('h2', { key: 'title', id: 'step-title', class: 'step-title', tabindex: -1 }, title),
        this.#body(context),
      ]),
      this.#step !== 'create' && this.#bar(context),
    ];
  }

  #body(context) {
    const draw = {
      ends: () => drawEnds(context),
      tables: () => this.#tables.draw(context),
      options: () => drawOptions(context),
      check: () => this.#check.draw(context),
      create: () => this.#creation.draw(context),
    };
    return draw[this.#step]();
  }

  #bar(context) {
    const { draft, body } = context;
    const at = stepNames.indexOf(this.#step);
    const lack = this.#step === 'check' ? this.#check.lacking(body) : lacking(this.#step, draft);
    const button = (words, step, look, disabled) =>
      h(
        'button',
        { key: words, class: `button ${look}`, type: 'button', disabled, on: { click: () => this.#go(step) } },
        words,
      );
    return h('div', { key: 'bar', class: 'wizard-bar' }, [
      h('p', { key: 'lack', class: 'faint', role: 'status' }, [
        this.#step === 'tables' && this.#tables.sum(context),
        lack && h('span', { key: 'lack' }, lack),
      ]),
      at > 0 && button('Back', stepNames[at - 1], '', false),
      button(`Next: ${STEPS[at + 1][1]}`, stepNames[at + 1], 'button-primary', lack !== null),
    ]);
  }
}

function ends({ source, target }) {
  return source && target ? `${source.name} → ${target.name}` : 'From one database to another, table by table.';
}
