// The field in which a moment is typed. What is in it stays while its reader is there, and is gone to when they are done.
import { h } from '../dom/h.js';
import { fieldMoment, momentOfField, otherTime, shortTime, zoneName } from '../format/time.js';
import { firstMinute } from './moments.js';
import { browser } from './world.js';

// After the last key, or the last choice in the calendar, whose closing nobody tells of.
const PAUSE = 1500;

export class MomentField {
  #world;
  #held = null;
  #isNew = false;
  #timer = null;

  constructor(world = browser) {
    this.#world = world;
  }

  draw(bar) {
    const shown = fieldMoment(bar.at ?? bar.window.to);
    return h('input', {
      type: 'datetime-local',
      class: 'time-input',
      step: 60,
      min: bar.begins == null ? null : fieldMoment(firstMinute(bar.begins)),
      // Else a year takes six digits.
      max: '9999-12-31T23:59',
      title: bar.at === null ? `Go to a moment (${zoneName()})` : otherTime(bar.at),
      value: this.#held ?? shown,
      on: {
        focus: () => (this.#held = shown),
        input: ({ target }) => this.#typed(target, bar),
        keydown: ({ key, target }) => key === 'Enter' && this.#isNew && this.#go(target.value, bar),
        blur: ({ target }) => this.#left(target, shown, bar),
      },
    });
  }

  #typed(target, bar) {
    this.#isNew = true;
    this.#world.clearTimeout(this.#timer);
    this.#timer = this.#world.setTimeout(() => this.#paused(target.value, bar), PAUSE);
  }

  /** What cannot be shown may only be half typed. */
  #paused(text, bar) {
    if (bar.begins != null && whyNot(text, bar) === null) this.#go(text, bar);
  }

  #left(target, shown, bar) {
    this.#held = null;
    const text = target.value;
    target.value = shown;
    if (this.#isNew) this.#go(text, bar);
  }

  #go(text, bar) {
    this.#world.clearTimeout(this.#timer);
    this.#isNew = false;
    const why = whyNot(text, bar);
    if (why === null) bar.go(momentOfField(text));
    else this.#world.say(why);
  }
}

/** Why a moment cannot be gone to, or null. */
function whyNot(text, { begins }) {
  const at = momentOfField(text);
  if (!Number.isFinite(at)) return 'What was typed is no moment that can be shown';
  if (at < firstMinute(begins)) return `Nothing is kept from before ${shortTime(firstMinute(begins))}`;
  return null;
}
