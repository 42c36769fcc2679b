// Follows one operation until it is over: by what the socket tells, and by asking, should the socket be away.
import { hear } from '../live/operations.js';
import { over } from '../operation/words.js';
import { ask } from '../session/api.js';

const PACE = 2000;

export class Running {
  #changed;
  #deaf;
  #timer = null;
  #news = 0;
  #stopped = false;
  #wishing = false;
  operation;

  constructor(operation, changed) {
    this.operation = operation;
    this.#changed = changed;
    this.#deaf = hear((told) => told.id === this.operation.id && this.#take(told));
    this.#again();
  }

  stop() {
    this.#stopped = true;
    this.#deaf();
    clearTimeout(this.#timer);
  }

  /** Stops it, or tries it once more; answers the problem, if there is one. */
  async wish(what) {
    if (this.#wishing) return null;
    this.#wishing = true;
    const { body, problem } = await ask('POST', `/api/operations/${this.operation.id}/${what}`);
    this.#wishing = false;
    if (body) {
      this.#take(body);
      this.#again();
    }
    return problem ?? null;
  }

  #take(operation) {
    this.#news++;
    this.operation = operation;
    this.#changed(operation);
  }

  #again() {
    clearTimeout(this.#timer);
    if (!this.#stopped && !over(this.operation)) this.#timer = setTimeout(() => this.#look(), PACE);
  }

  async #look() {
    const before = this.#news;
    const { body } = await ask('GET', `/api/operations/${this.operation.id}`);
    // What the socket told meanwhile is newer.
    if (body && !this.#stopped && before === this.#news) this.#take(body);
    this.#again();
  }
}
