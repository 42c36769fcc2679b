// The operations that fit a filter: pages as they were asked for, and over them what was heard since.
import { ask } from '../session/api.js';

const PAGE = 100;
const MOST = 1000;

export class Listing {
  #changed;
  #operations = new Map();
  #heard = new Map();
  #turn = 0;
  #busy = false;
  #shown = null;
  filter = {};
  next = null;
  problem = null;
  read = false;

  constructor(changed) {
    this.#changed = changed;
  }

  get operations() {
    return [...this.#operations.values()];
  }

  /** Anew, as many as are shown. */
  load(filter = this.filter) {
    const others = filter !== this.filter;
    this.filter = filter;
    const limit = others ? PAGE : Math.min(MOST, Math.max(PAGE, this.#operations.size));
    return this.#ask({ limit }, new Map());
  }

  older() {
    if (!this.#busy) this.#ask({ cursor: this.next }, this.#operations);
  }

  async #ask(page, before) {
    const turn = ++this.#turn;
    this.#busy = true;
    // What is told from now on is newer than the answer may be.
    this.#heard = new Map();
    const query = new URLSearchParams(Object.entries({ ...this.filter, ...page }).filter(([, value]) => value));
    const { body, problem } = await ask('GET', `/api/operations?${query}`);
    if (turn !== this.#turn) return; // Something else was asked for meanwhile.
    this.#busy = false;
    this.problem = problem ?? null;
    if (this.#shown !== this.filter) this.#operations.clear();
    this.#shown = this.filter;
    if (body) {
      this.#operations = new Map([...before, ...body.items.map((operation) => [operation.id, operation])]);
      this.next = body.next ?? null;
      for (const operation of this.#heard.values()) this.#take(operation);
    }
    this.read = true;
    this.#changed();
  }

  hear(operation) {
    this.#heard.set(operation.id, operation);
    this.#take(operation);
    this.#changed();
  }

  #take(operation) {
    if (fits(operation, this.filter)) this.#operations.set(operation.id, operation);
    else this.#operations.delete(operation.id);
  }
}

function fits(operation, { status, kind, subject }) {
  return (
    (!status || status === operation.status) &&
    (!kind || kind === operation.kind) &&
    (!subject || operation.subjects.includes(subject))
  );
}
