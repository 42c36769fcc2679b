// Names of secrets at AWS, asked for while somebody writes a part of one. Only what was wished last is shown.
import { ask } from '../session/api.js';

const PAUSE = 300;
const REGION = /^[a-z]{2}(-[a-z]+)+-\d+$/;

const browser = {
  get: (path) => ask('GET', path),
  setTimeout: (run, after) => setTimeout(run, after),
  clearTimeout: (id) => clearTimeout(id),
};

export class Secrets {
  #changed;
  #world;
  #timer = null;
  #latest = null;

  /** wish: {text, region, role}; found: {items, more, troubles} or null. */
  constructor(wish, changed, world = browser) {
    this.wish = { text: '', region: '', role: '', ...wish };
    this.found = null;
    this.problem = null;
    this.asking = false;
    this.#changed = changed;
    this.#world = world;
  }

  /** What cannot be a region is not asked for. */
  get isRegion() {
    return this.wish.region === '' || REGION.test(this.wish.region);
  }

  want(change) {
    this.wish = { ...this.wish, ...change };
    this.#world.clearTimeout(this.#timer);
    if (this.isRegion) this.#timer = this.#world.setTimeout(() => this.look(), PAUSE);
    this.#changed();
  }

  async look() {
    const wish = this.wish;
    this.#latest = wish;
    this.asking = true;
    this.#changed();
    const { body, problem } = await this.#world.get(`/api/aws/secrets?${queryOf(wish)}`);
    if (this.#latest !== wish) return;
    this.asking = false;
    this.found = body ?? null;
    this.problem = problem ?? null;
    this.#changed();
  }

  stop() {
    this.#world.clearTimeout(this.#timer);
    this.#latest = null;
  }
}

function queryOf({ text, region, role }) {
  const given = Object.entries({ q: text.trim(), region, role }).filter(([, value]) => value);
  return new URLSearchParams(given).toString();
}
