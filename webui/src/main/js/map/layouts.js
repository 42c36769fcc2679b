// Where things stand in groups, as the server computed it. What was drawn stays until the next answer has come.
const AGAIN = 5_000;

export class Layouts {
  #ask;
  #changed;
  #later;
  #drawn = null;
  #asked = null;

  /** ask(by, collapsed) resolves to a layout, or to null when there is none to be had now. */
  constructor(ask, changed, later = setTimeout) {
    this.#ask = ask;
    this.#changed = changed;
    this.#later = later;
  }

  /** The layout to draw with: {by, collapsed, body}, or null for none; key says what it must be made for. */
  of(by, collapsed, key) {
    if (!by) {
      this.#drawn = this.#asked = null;
      return null;
    }
    const wanted = JSON.stringify([by, collapsed, key]);
    if (wanted !== this.#drawn?.wanted && wanted !== this.#asked) this.#fetch(by, collapsed, wanted);
    return this.#drawn;
  }

  async #fetch(by, collapsed, wanted) {
    this.#asked = wanted;
    const body = await this.#ask(by, collapsed);
    if (this.#asked !== wanted) return;
    if (body) {
      this.#drawn = { by, collapsed, body, wanted };
      this.#changed();
    } else {
      this.#later(() => {
        if (this.#asked === wanted) this.#asked = null;
        this.#changed();
      }, AGAIN);
    }
  }
}

/** All that a layout depends on, in words. */
export function structureOf({ servers, streams, nodesOf }) {
  const parts = [];
  for (const { id, provider, region, environment } of servers.values()) {
    parts.push(id, provider, region, environment, nodesOf(id).length);
  }
  for (const id of streams.keys()) parts.push(id);
  return parts.join();
}
