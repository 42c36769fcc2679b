// One turn after the other, a second apart, until it is stopped.
const FRAME = 1000;
const LEAST_PAUSE = 250;

export class Playing {
  #turn;
  #world;
  #timer = null;

  constructor(turn, world) {
    this.#turn = turn;
    this.#world = world;
  }

  get runs() {
    return this.#timer !== null;
  }

  start() {
    this.#next(FRAME);
  }

  /** Answers whether it ran. */
  stop() {
    const ran = this.runs;
    this.#world.clearTimeout(this.#timer);
    this.#timer = null;
    return ran;
  }

  #next(after) {
    this.#timer = this.#world.setTimeout(() => this.#tick(), after);
  }

  async #tick() {
    const begun = this.#world.now();
    const run = this.#timer;
    await this.#turn();
    // Somebody may have stopped it meanwhile, or begun anew.
    if (this.#timer === run) this.#next(Math.max(LEAST_PAUSE, FRAME - (this.#world.now() - begun)));
  }
}
