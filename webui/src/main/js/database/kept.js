// What was typed and not yet saved, kept by this tab until it is: neither a reload, a sign-in nor a look at another page loses it.
export class Kept {
  #key;
  #storage;

  /** storage() answers where it is kept, and may throw where that is forbidden. */
  constructor(key, storage = () => sessionStorage) {
    this.#key = `pgrm.typed:${key}`;
    this.#storage = storage;
  }

  /** Null where nothing is kept that can be read. */
  read() {
    try {
      return JSON.parse(this.#storage().getItem(this.#key));
    } catch {
      return null;
    }
  }

  write(typed) {
    this.#try((storage) => storage.setItem(this.#key, JSON.stringify(typed)));
  }

  forget() {
    this.#try((storage) => storage.removeItem(this.#key));
  }

  #try(act) {
    try {
      act(this.#storage());
    } catch {
      // Storage is forbidden in this browser, or full: it then lasts as long as the page.
    }
  }
}
