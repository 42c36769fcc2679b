// The moment that is looked at: now, which comes by the feed, or a minute of the past, which is asked for. One request is under
// way at a time; while somebody scrubs, only the latest wish is asked for next.
import { noteMovement } from '../live/flow.js';
import { nothingYet } from '../live/topology.js';
import { readMoment } from './address.js';
import { again } from './again.js';
import { happened, notAsked } from './happened.js';
import { firstMinute, nearestChange, step, wholeMinute, windowFor, windowOf } from './moments.js';
import { Playing } from './playing.js';
import { still } from './still.js';
import { browser } from './world.js';

const AFRESH = 60_000;

export class Travel {
  #changed;
  #world;
  #at;
  #former = nothingYet;
  #shown = null;
  #movement = new Map();
  #problem = null;
  #asking = false;
  #asked = undefined;
  #window = '1h';
  #speed = 1;
  #playing;
  #happened = notAsked;
  #failed;
  #turn = 0;

  constructor(changed, world = browser) {
    this.#changed = changed;
    this.#world = world;
    this.#playing = new Playing(() => this.#goOn(), world);
    this.#failed = again(() => this.again(), world);
    const named = readMoment(world.search());
    if (Number.isNaN(named)) world.say('The address names no moment that can be read. This is now.');
    this.#at = named || null;
    if (this.#at !== null) this.#load();
    this.#recall();
    world.every(AFRESH, () => this.#recall());
  }

  /** What is to be drawn: the feed, or a still of the past in its place; what was there before, until the still is. */
  over(feed) {
    if (this.#at === null) {
      this.#former = feed.state;
      return feed;
    }
    const state = this.#shown?.state ?? (this.#problem ? nothingYet : this.#former);
    const phase = { name: 'past', at: this.#at, late: this.#late, problem: this.#problem };
    return { state, movement: this.#movement, still: !this.#playing.runs, phase };
  }

  get #late() {
    return this.#at !== null && this.#shown?.at !== this.#at && !this.#problem;
  }

  /** What the bar shows, and what it can do. */
  get bar() {
    const times = this.#times();
    return {
      at: this.#at,
      late: this.#late,
      key: this.#window,
      window: windowOf(this.#window, times),
      speed: this.#speed,
      playing: this.#playing.runs,
      ...this.#happened,
      go: (at) => {
        this.#playing.stop();
        this.go(at);
      },
      step: (minutes) => this.step(minutes),
      jump: (direction) => this.jump(direction),
      play: () => this.play(),
      now: () => this.now(),
      again: () => this.again(),
      look: (key) => this.#look(key),
      hasten: (speed) => {
        this.#speed = speed;
        this.#changed();
      },
    };
  }

  go(at) {
    // What was typed may be no moment at all.
    if (at !== null && !Number.isFinite(at)) return undefined;
    this.#at = at === null || at >= wholeMinute(this.#world.now()) ? null : wholeMinute(at);
    if (this.#at === null) return this.now();
    const window = windowFor(this.#at, this.#window, this.#times());
    if (window !== this.#window) {
      this.#window = window;
      this.#recall();
    }
    this.#load();
    return this.#changed();
  }

  step(minutes) {
    this.#playing.stop();
    this.go(step(this.#at, minutes, this.#times()));
  }

  /** To the change before or after this moment. */
  jump(direction) {
    this.#playing.stop();
    const found = nearestChange(this.#happened.changes, this.#at, direction, this.#world.now());
    if (found === undefined)
      this.#world.say(direction < 0 ? 'Nothing has changed before, as far as is shown' : 'Nothing changed after');
    else this.go(found);
  }

  now() {
    this.#playing.stop();
    this.#at = null;
    this.#shown = null;
    this.#problem = null;
    this.#world.write(null);
    this.#changed();
  }

  /** Asks once more for what could not be told. */
  again() {
    if (this.#problem) this.#load();
    if (this.#happened.problem) this.#recall();
  }

  /** From here on until now; from now, the whole window. The minute in which history begins has no map at its beginning. */
  play() {
    if (this.#playing.stop()) return this.#changed();
    this.#playing.start();
    const from = this.#at ?? windowOf(this.#window, this.#times()).from;
    return this.go(Math.max(from, firstMinute(this.#happened.begins)));
  }

  #goOn() {
    const next = step(this.#at, this.#speed, this.#times());
    if (next === null) return this.now();
    this.#at = next;
    return this.#load();
  }

  #look(key) {
    this.#window = key;
    const { from } = windowOf(key, this.#times());
    if (this.#at !== null && this.#at < from) this.go(from);
    this.#recall();
    this.#changed();
  }

  #times(now = this.#world.now()) {
    return { now, begins: this.#happened.begins };
  }

  async #load() {
    this.#asked = this.#at;
    if (this.#asking) return;
    this.#asking = true;
    try {
      while (this.#asked !== undefined && this.#asked !== null) {
        const at = this.#asked;
        this.#asked = undefined;
        const { body, problem } = await this.#world.get(`/api/topology?at=${new Date(at).toISOString()}`);
        if (this.#at === null) break; // Back to now meanwhile.
        if (body) this.#show(at, still(body, this.#shown?.state ?? this.#former));
        else this.#shown = null; // What is of another moment would be taken for this one.
        this.#problem = problem ?? null;
        this.#failed(problem);
        if (problem) this.#playing.stop();
        if (at === this.#at) this.#world.write(at);
        this.#changed();
      }
    } finally {
      this.#asking = false;
    }
  }

  #show(at, state) {
    const before = this.#shown?.state ?? nothingYet;
    this.#movement = noteMovement(this.#movement, before.servers, state.servers, this.#world.now());
    this.#shown = { at, state };
  }

  /** What happened in the window, and how far back history reaches. */
  async #recall() {
    const key = this.#window;
    const turn = ++this.#turn;
    const told = await happened(this.#world.get, windowOf(key, this.#times()), this.#happened);
    if (turn !== this.#turn) return;
    this.#happened = told;
    // For whoever looks at the present it is soon enough when it is read again anyway.
    if (this.#at !== null) this.#failed(told.problem);
    if (this.#at !== null) this.#window = windowFor(this.#at, this.#window, this.#times());
    if (this.#window !== key) this.#recall();
    this.#changed();
  }
}
