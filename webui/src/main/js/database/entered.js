// What stands in the boxes, and what each began with: so what somebody else changed meanwhile is told from what was typed here.
export class Entered {
  #kept;
  #began = null;
  #now = null;
  texts = null;
  /** Whether it was typed before this page was opened. */
  cameBack = false;
  /** Whether somebody else saved it since, and what that changed which nobody touched here: it is in the boxes now. */
  changedElsewhere = false;
  taken = [];

  constructor(kept) {
    this.#kept = kept;
  }

  /** now: the texts as they are registered, or as the address says. */
  open(now) {
    const kept = this.#kept.read();
    this.#began = { ...now, ...kept?.began };
    this.texts = { ...now, ...kept?.texts };
    this.meet(now);
    this.changedElsewhere = this.taken.length + this.disputed.length > 0;
    this.cameBack = kept !== null && Object.keys(now).some((name) => this.texts[name] !== now[name]);
  }

  /** What was not touched here becomes as it is now; what was changed on both sides stays as it was typed, and is in dispute. */
  meet(now) {
    const changed = Object.keys(now).filter((name) => now[name] !== this.#began[name]);
    const untouched = changed.filter((name) => this.texts[name] === this.#began[name]);
    const disputed = changed.filter((name) => !untouched.includes(name) && this.texts[name] !== now[name]);
    this.changedElsewhere = true;
    this.taken = untouched;
    this.texts = { ...this.texts, ...pick(now, untouched) };
    // What is in dispute keeps its beginning, by which it is known again after a reload.
    this.#began = { ...now, ...pick(this.#began, disputed) };
    this.#now = now;
    this.#keep();
  }

  /** The names of what both sides changed, each to something else. */
  get disputed() {
    return Object.keys(this.#now ?? {}).filter(
      (name) => this.#began[name] !== this.#now[name] && this.texts[name] !== this.#now[name],
    );
  }

  theirs(name) {
    return this.#now[name];
  }

  set(changes) {
    this.texts = { ...this.texts, ...changes };
    this.#keep();
  }

  /** Where both sides changed something, theirs holds; what only this side changed stays. */
  takeTheirs() {
    this.texts = { ...this.texts, ...pick(this.#now, this.disputed) };
    this.#began = this.#now;
    this.changedElsewhere = false;
    this.#keep();
  }

  beginAnew() {
    this.#kept.forget();
    this.open(this.#now);
  }

  forget() {
    this.#kept.forget();
  }

  #keep() {
    const typed = Object.keys(this.texts).some((name) => this.texts[name] !== this.#began[name]);
    if (typed) this.#kept.write({ texts: this.texts, began: this.#began });
    else this.#kept.forget();
  }
}

function pick(texts, names) {
  return Object.fromEntries(names.map((name) => [name, texts[name]]));
}
