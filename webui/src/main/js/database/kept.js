// What was typed and not yet saved, kept by this tab until it is: a reload or a sign-in in between loses nothing.
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
      const { texts, version } = JSON.parse(this.#storage().getItem(this.#key));
      return { texts, version };
    } catch {
      return null;
    }
  }

  /** version: of what is changed by it, so that nobody else's change is overwritten unseen. */
  write(texts, version = null) {
    this.#try((storage) => storage.setItem(this.#key, JSON.stringify({ texts, version })));
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

/** leave() hears when somebody follows a link of the page itself, and not to a tab beside it. */
export function onLeaving(place, leave) {
  place.addEventListener('click', (event) => {
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
    if (!elsewhere && event.target.closest('a[href]')) leave();
  });
}
