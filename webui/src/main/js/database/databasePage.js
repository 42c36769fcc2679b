// One database: a form whose fields say what is wrong with them, a test of the way to it, and its removal.
import { h } from '../dom/h.js';
import { problemNotice } from '../dom/notice.js';
import { pageHead } from '../page/head.js';
import { entitle, inPlace } from '../page/place.js';
import { ask } from '../session/api.js';
import { afterRegistration, comeFrom, newStreamFrom } from '../wizard/comeBack.js';
import { fromQuery, toBody, toTexts, wrongByField, wrongTexts } from './fields.js';
import { form, knownOf } from './form.js';
import { Kept, onLeaving } from './kept.js';
import { stages } from './stages.js';
import { takeOut } from './takeOut.js';

export class DatabasePage {
  #id;
  #saved = null;
  #texts = null;
  #wrong = {};
  #problem = null;
  #test = null;
  #busy = null;
  #known = {};
  #kept = new Kept(location.pathname + location.search);
  #cameBack = false;
  #version = null;
  #render;

  constructor(id) {
    this.#id = id;
    if (!id) this.#begin(this.#kept.read());
    this.#render = inPlace(() => this.#draw());
    onLeaving(document.getElementById('place'), () => this.#kept.forget());
    this.#load();
    this.#learn();
  }

  async #load() {
    if (!this.#id) return;
    const { body, problem } = await ask('GET', `/api/databases/${encodeURIComponent(this.#id)}`);
    this.#problem = problem ?? null;
    if (body) {
      this.#saved = body;
      this.#begin(this.#kept.read());
      entitle(body.name);
    }
    this.#render();
  }

  /** From what was typed before, or else from what is registered or said by the address. */
  #begin(kept) {
    this.#cameBack = kept !== null;
    this.#texts = kept?.texts ?? (this.#saved ? toTexts(this.#saved) : fromQuery(location.search));
    this.#version = kept?.version ?? this.#saved?.version ?? null;
  }

  #beginAnew() {
    this.#kept.forget();
    this.#wrong = {};
    this.#problem = null;
    this.#begin(null);
    this.#render();
  }

  async #learn() {
    const { body } = await ask('GET', '/api/databases?limit=1000');
    this.#known = knownOf(body?.items ?? []);
    this.#render();
  }

  async #send(what, request) {
    this.#wrong = wrongTexts(this.#texts);
    if (Object.keys(this.#wrong).length > 0) return this.#refuse(null);
    this.#busy = what;
    this.#render();
    const { body, problem } = await request(toBody(this.#texts));
    this.#busy = null;
    this.#wrong = wrongByField(problem?.errors ?? []);
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
    this.#test = null;
    this.#test = await this.#send('test', (body) => ask('POST', '/api/databases/test', body));
    this.#render();
  }

  async #save() {
    const saved = await this.#send('save', (body) =>
      this.#saved
        ? ask('PUT', `/api/databases/${this.#id}`, body, { 'If-Match': `"${this.#version}"` })
        : ask('POST', '/api/databases', body),
    );
    if (saved) this.#leave(afterRegistration(location, saved));
  }

  #leave(path) {
    this.#kept.forget();
    location.assign(path);
  }

  #draw() {
    const back = comeFrom(location) ?? { href: '/databases', name: 'Databases' };
    if (!this.#texts) {
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
      byFile &&
        h(
          'p',
          { key: 'file', class: 'notice notice-quiet' },
          'It is kept by the file of databases, and changed there alone.',
        ),
      this.#cameBack && cameBack(() => this.#beginAnew()),
      h('div', { key: 'columns', class: 'columns' }, [
        this.#form(byFile),
        h('div', { key: 'side', class: 'stacked' }, [this.#test ? stages(this.#test) : untested()]),
      ]),
    ];
  }

  #removal() {
    const run = () => takeOut(this.#saved, () => this.#leave('/databases'));
    return h(
      'button',
      { key: 'remove', class: 'button button-quiet-danger', type: 'button', on: { click: run } },
      'Take out…',
    );
  }

  #form(byFile) {
    const submit = (event) => {
      event.preventDefault();
      this.#save();
    };
    const saving = this.#busy === 'save' ? 'Saving…' : this.#saved ? 'Save' : 'Register';
    return h('form', { key: 'form', class: 'stacked', novalidate: true, on: { submit } }, [
      form({ texts: this.#texts, wrong: this.#wrong, known: this.#known, set: (changes) => this.#set(changes) }),
      problemNotice(this.#problem),
      h('div', { key: 'actions', class: 'page-actions' }, [
        h(
          'button',
          { key: 'save', class: 'button button-primary', type: 'submit', disabled: this.#busy !== null || byFile },
          saving,
        ),
        h(
          'button',
          {
            key: 'test',
            class: 'button',
            type: 'button',
            disabled: this.#busy !== null,
            on: { click: () => this.#tryOut() },
          },
          this.#busy === 'test' ? 'Going the way…' : 'Test the connection',
        ),
      ]),
    ]);
  }

  #set(changes) {
    this.#texts = { ...this.#texts, ...changes };
    this.#kept.write(this.#texts, this.#version);
    for (const name of Object.keys(changes)) delete this.#wrong[name];
    this.#render();
  }
}

function cameBack(beginAnew) {
  return h('p', { key: 'back', class: 'notice notice-quiet', role: 'status' }, [
    'What was typed here before and not saved is back. ',
    h('button', { key: 'anew', class: 'link', type: 'button', on: { click: beginAnew } }, 'Begin anew'),
  ]);
}

function untested() {
  return h('section', { key: 'untested', class: 'card card-body', 'aria-label': 'Connection test' }, [
    h('h2', { key: 'title', class: 'section-title' }, 'The way to it'),
    h(
      'p',
      { key: 'words', class: 'faint' },
      'A test goes it stage by stage: address, port, TLS, secret, sign-in, privileges, and what replication needs. Nothing is saved by it.',
    ),
  ]);
}
