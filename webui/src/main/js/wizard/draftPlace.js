// Where a draft stands: whole in the address, or, where it is too long for one, in this tab, under a short key in the address.
const LONGEST = 8000;
const PREFIX = 'pgrm.draft:';
const KEY = 'draft';

export class DraftPlace {
  #storage;
  #now;
  #key = null;
  #in = 'address';

  /** storage() answers where it is kept by this tab, and may throw where that is forbidden. */
  constructor(storage = () => sessionStorage, now = () => Date.now()) {
    this.#storage = storage;
    this.#now = now;
  }

  /** address: it can be sent to somebody; tab: it is here alone; long: it is whole in an address that may be cut or refused. */
  get in() {
    return this.#in;
  }

  /** All that an address tells of a draft, with what this tab keeps of it; null where that is not here. */
  open(query) {
    this.#key = query.get(KEY);
    if (this.#key === null) return query;
    const kept = this.#try((storage) => storage.getItem(PREFIX + this.#key));
    if (kept == null) return null;
    const whole = new URLSearchParams(kept);
    // What the address says is newer: an end that was registered meanwhile, the step.
    for (const [name, value] of query) if (name !== KEY) whole.set(name, value);
    return whole;
  }

  /** What stands in the address for a draft that is written so. */
  take(query) {
    const text = `${query}`;
    const isLong = text.length > LONGEST;
    if (isLong) this.#key ??= this.#now().toString(36);
    // Addresses that the back button leads to go on naming it.
    const isKept = this.#key !== null && this.#keep(text);
    this.#in = !isLong ? 'address' : isKept ? 'tab' : 'long';
    return this.#in === 'tab' ? new URLSearchParams({ [KEY]: this.#key }) : query;
  }

  #keep(text) {
    return this.#try((storage) => {
      storage.setItem(PREFIX + this.#key, text);
      return true;
    });
  }

  #try(act) {
    try {
      return act(this.#storage());
    } catch {
      return null; // Storage is forbidden in this browser, or full.
    }
  }
}
