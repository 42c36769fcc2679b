// One database: a form whose fields say what is wrong with them, a test of the way to it, and its removal.
import { h } from '../dom/h.js';
import { problemNotice } from '../dom/notice.js';
import { pageHead } from '../page/head.js';
import { entitle, inPlace } from '../page/place.js';
import { ask } from '../session/api.js';
import { afterRegistration, comeFrom, newStreamFrom } from '../wizard/comeBack.js';
import { cameBack } from './cameBack.js';
import { Entered } from './entered.js';
import { askable, fromQuery, toBody, toTexts, wrongByField, wrongTexts } from './fields.js';
import { form, knownOf } from './form.js';
import { Kept } from './kept.js';
import { meanwhile } from './meanwhile.js';
import { tested } from './stages.js';
import { takeOut } from './takeOut.js';

const BY_FILE = 'It is kept by the file of databases, and changed there alone.';

export class DatabasePage {
  #id;
  #saved = null;
  #entered = new Entered(new Kept(location.pathname + location.search));
  #wrong = {};
  #problem = null;
  #test = null;
  #busy = null;
  #known = {};
  #render;

  constructor(id) {
    this.#id = id;
    if (!id) this.#entered.open(fromQuery(location.search));
    this.#render = inPlace(() => this.#draw());
    this.#load();
    this.#learn();
  }

  async #load() {
    if (!this.#id) return;
    const read = await this.#read();
    if (read) {
      this.#entered.open(toTexts(read));
      entitle(read.name);
    }
    this.#render();
  }

  async #read() {
    const { body, problem } = await ask('GET', `/api/databases/${encodeURIComponent(this.#id)}`);
    this.#problem = problem ?? null;
    this.#saved = body ?? this.#saved;
    return body;
  }

  /** Somebody else saved it first: what they changed comes in, and what both did is put to the reader. */
  async #meet() {
    this.#busy = 'save';
    const read = await this.#read();
    this.#busy = null;
    if (read) this.#entered.meet(toTexts(read));
    this.#render();
    requestAnimationFrame(() => document.getElementById('meanwhile')?.focus());
  }

  #takeTheirs() {
    this.#entered.takeTheirs();
    this.#render();
  }

  #beginAnew() {
    this.#wrong = {};
    this.#problem = null;
    this.#entered.beginAnew();
    this.#render();
  }

  async #learn() {
    const { body } = await ask('GET', '/api/databases?limit=1000');
    this.#known = knownOf(body?.items ?? []);
    this.#render();
  }

  async #send(what, request) {
    const wrong = wrongTexts(this.#entered.texts);
    this.#wrong = wrong;
    if (!askable(wrong)) return this.#refuse(null);
    this.#busy = what;
    this.#render();
    const { body, problem } = await request(toBody(this.#entered.texts));
    this.#busy = null;
    this.#wrong = { ...wrongByField(problem?.errors ?? []), ...wrong };
    this.#refuse(problem ?? null);
    return body;
  }

  #refuse(problem) {
    this.#problem = problem;
    this.#render();
    // The fields that are wrong are so once that is drawn.
    requestAnimationFrame(() => document.querySelector('#place [aria-invalid="true"]')?.focus());
  }

  async #tryOut() {
    const { texts } = this.#entered;
    this.#test = null;
    const answer = await this.#send('test', (body) => ask('POST', '/api/databases/test', body));
    this.#test = answer && { ...answer, texts };
    this.#render();
  }

  async #save() {
    const saved = await this.#send('save', (body) =>
      this.#saved
        ? ask('PUT', `/api/databases/${this.#id}`, body, { 'If-Match': `"${this.#saved.version}"` })
        : ask('POST', '/api/databases', body),
    );
    if (saved) this.#leave(afterRegistration(location, saved));
    else if (this.#problem?.code === 'version_conflict') await this.#meet();
  }

  #leave(path) {
    this.#entered.forget();
    location.assign(path);
  }

  #draw() {
    const back = comeFrom(location) ?? { href: '/databases', name: 'Databases' };
    if (!this.#entered.texts) {
      return [
        pageHead('Database', { back }),
        problemNotice(this.#problem) ?? h('p', { key: 'waiting', class: 'waiting' }, 'Asking for the database…'),
      ];
    }
    const byFile = this.#saved?.managedBy === 'file';
    return [
      pageHead(this.#saved?.name ?? 'Register a database', {
        back,
        actions: this.#saved && [newStreamFrom(this.#saved.id), !byFile && this.#removal()],
      }),
      byFile && h('p', { key: 'file', class: 'notice notice-quiet' }, BY_FILE),
      this.#entered.cameBack && cameBack(() => this.#beginAnew()),
      h('div', { key: 'columns', class: 'columns' }, [
        this.#form(byFile),
        h('div', { key: 'side', class: 'stacked' }, [tested(this.#test, this.#entered.texts)]),
      ]),
    ];
  }

  #removal() {
    const run = () => takeOut(this.#saved, () => this.#leave('/databases'));
    return this.#button('remove', 'Take out…', run, { class: 'button button-quiet-danger', disabled: false });
  }

  #form(byFile) {
    const submit = (event) => {
      event.preventDefault();
      if (this.#busy === null) this.#save();
    };
    return h('form', { key: 'form', class: 'stacked', novalidate: true, on: { submit } }, [
      form({
        texts: this.#entered.texts,
        wrong: this.#wrong,
        known: this.#known,
        set: (changes) => this.#set(changes),
      }),
      this.#entered.changedElsewhere && meanwhile(this.#entered, this.#saved),
      problemNotice(this.#problem),
      h('div', { key: 'actions', class: 'page-actions' }, [
        ...this.#savings(byFile),
        this.#button('test', this.#busy === 'test' ? 'Going the way…' : 'Test the connection', () => this.#tryOut()),
      ]),
    ]);
  }

  /** What saves over somebody else's is pressed itself, and not by Enter in a field. */
  #savings(byFile) {
    const primary = { class: 'button button-primary', disabled: this.#busy !== null || byFile };
    if (this.#entered.disputed.length > 0) {
      return [
        this.#button('save-over', this.#busy === 'save' ? 'Saving…' : 'Save mine over it', () => this.#save(), primary),
        this.#button('take-theirs', 'Take theirs', () => this.#takeTheirs()),
      ];
    }
    const verb = this.#saved ? 'Save' : 'Register';
    return [h('button', { key: 'save', type: 'submit', ...primary }, this.#busy === 'save' ? 'Saving…' : verb)];
  }

  #button(key, words, click, more = {}) {
    const props = { key, class: 'button', type: 'button', disabled: this.#busy !== null, on: { click }, ...more };
    return h('button', props, words);
  }

  #set(changes) {
    this.#entered.set(changes);
    for (const name of Object.keys(changes)) delete this.#wrong[name];
    this.#render();
  }
}
