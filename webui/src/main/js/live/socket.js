// Keeps one WebSocket to the API. Phases: connecting -> live -> reconnecting -> live ...; over when the session ended.
// A socket that is silent for longer than heartbeats allow is taken for dead: after a laptop's sleep nobody says so.
import { backoff } from './backoff.js';

const SILENCE = 25_000;
const SESSION_OVER = 4401;

export class LiveSocket {
  #open;
  #clock;
  #random;
  #handle;
  #onPhase;
  #sessionLives;
  #socket = null;
  #attempt = 0;
  #retry = null;
  #watch = null;
  #heardAt = 0;
  #phase = { name: 'idle' };

  /**
   * open() makes a WebSocket; handle(message) answers false when a fresh snapshot is needed; onPhase(phase) hears of
   * every change; sessionLives() resolves to false when the session is over.
   */
  constructor({ open, clock, random, handle, onPhase, sessionLives }) {
    this.#open = open;
    this.#clock = clock;
    this.#random = random;
    this.#handle = handle;
    this.#onPhase = onPhase;
    this.#sessionLives = sessionLives;
  }

  start() {
    this.#enter({ name: 'connecting' });
    this.#connect();
  }

  stop() {
    this.#drop();
    this.#enter({ name: 'stopped' });
  }

  /** The page was shown again or the network came back: do not wait for what a timer would do much later. */
  wake() {
    if (this.#phase.name === 'reconnecting') {
      this.#attempt = 0;
      this.#connect();
    } else if (this.#phase.name === 'live') {
      this.#checkSilence();
    }
  }

  #connect() {
    this.#drop();
    const socket = this.#open();
    this.#socket = socket;
    this.#heard();
    socket.onmessage = ({ data }) => this.#receive(socket, data);
    socket.onclose = ({ code }) => this.#closed(socket, code);
  }

  #receive(socket, data) {
    if (socket !== this.#socket) return;
    this.#heard();
    if (!this.#handle(JSON.parse(data))) {
      this.#again();
    } else if (this.#phase.name !== 'live') {
      this.#attempt = 0;
      this.#enter({ name: 'live' });
    }
  }

  #closed(socket, code) {
    if (socket !== this.#socket) return;
    if (code === SESSION_OVER) this.#end();
    else this.#again();
  }

  #heard() {
    this.#heardAt = this.#clock.now();
    this.#clock.clearTimeout(this.#watch);
    this.#watch = this.#clock.setTimeout(() => this.#checkSilence(), SILENCE);
  }

  #checkSilence() {
    if (this.#clock.now() - this.#heardAt >= SILENCE) this.#again();
  }

  #again() {
    this.#drop();
    const wait = backoff(this.#attempt, this.#random);
    this.#attempt += 1;
    const since = this.#phase.since ?? this.#clock.now();
    this.#enter({ name: 'reconnecting', since, retryAt: this.#clock.now() + wait });
    this.#retry = this.#clock.setTimeout(() => this.#retryUnlessOver(), wait);
  }

  // A refused upgrade looks like any other failure to a browser, so the session is asked for by plain HTTP.
  async #retryUnlessOver() {
    const lives = await this.#sessionLives();
    if (this.#phase.name !== 'reconnecting') return;
    if (lives) this.#connect();
    else this.#end();
  }

  #end() {
    this.#drop();
    this.#enter({ name: 'over' });
  }

  #drop() {
    this.#clock.clearTimeout(this.#retry);
    this.#clock.clearTimeout(this.#watch);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  #enter(phase) {
    this.#phase = phase;
    this.#onPhase(phase);
  }
}
