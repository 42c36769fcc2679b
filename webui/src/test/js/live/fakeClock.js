// Time that moves only when told to.
export class FakeClock {
  #now = 0;
  #timers = [];
  #ids = 0;

  now() {
    return this.#now;
  }

  setTimeout(run, after) {
    this.#ids += 1;
    this.#timers.push({ id: this.#ids, at: this.#now + after, run });
    return this.#ids;
  }

  clearTimeout(id) {
    this.#timers = this.#timers.filter((timer) => timer.id !== id);
  }

  /** Runs what falls due, in order; asynchronous consequences are let through in between. */
  async advance(by) {
    const end = this.#now + by;
    for (;;) {
      const due = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.clearTimeout(due.id);
      this.#now = due.at;
      due.run();
      await settle();
    }
    this.#now = end;
  }

  /** Time passes as in a sleeping laptop: no timer runs. */
  sleep(by) {
    this.#now += by;
  }
}

export async function settle() {
  for (let i = 0; i < 5; i++) await Promise.resolve();
}
