// What can be worked out of moments: windows that are looked at, steps, and where something happened. Milliseconds throughout.
import { nodeState, streamState } from '../format/words.js';

export const MINUTE = 60_000;

/** [key, words, seconds]; the last one reaches as far as history does. */
export const WINDOWS = [
  ['1h', 'Last hour', 3600],
  ['6h', 'Last 6 hours', 21_600],
  ['1d', 'Last day', 86_400],
  ['7d', 'Last week', 604_800],
  ['30d', 'Last 30 days', 2_592_000],
  ['all', 'All that is kept', null],
];

/** [minutes a second, words] */
export const SPEEDS = [
  [1, '1 min/s'],
  [5, '5 min/s'],
  [15, '15 min/s'],
  [60, '1 h/s'],
  [1440, '1 d/s'],
];

export function wholeMinute(at) {
  return Math.floor(at / MINUTE) * MINUTE;
}

/** The first minute of which history tells. */
export function firstMinute(begins) {
  return begins == null ? -Infinity : Math.ceil(begins / MINUTE) * MINUTE;
}

/** What a window shows, {from, to}; never less than a minute. */
export function windowOf(key, { now, begins }) {
  const to = wholeMinute(now);
  const [, , seconds] = WINDOWS.find(([each]) => each === key) ?? WINDOWS[0];
  const all = begins == null ? to - 3_600_000 : firstMinute(begins);
  const from = seconds === null ? all : to - seconds * 1000;
  return { from: Math.min(from, to - MINUTE), to };
}

/** The smallest window in which that moment lies, no smaller than the present one. */
export function windowFor(at, key, times) {
  const first = WINDOWS.findIndex(([each]) => each === key);
  const [found] =
    WINDOWS.slice(Math.max(0, first)).find(([each]) => windowOf(each, times).from <= at) ?? WINDOWS.at(-1);
  return found;
}

/** So many minutes on from a moment (none: now), within what is kept; null is now. */
export function step(at, minutes, { now, begins }) {
  const next = wholeMinute(at ?? now) + minutes * MINUTE;
  if (next >= wholeMinute(now)) return null;
  return Math.max(next, firstMinute(begins));
}

/** The nearest moment at which something has changed, before (-1) or after (1); undefined where there is none. */
export function nearestChange(changes, at, direction, now) {
  const here = at ?? Infinity;
  const moments = changes.map(momentOf).map((moment) => (moment > wholeMinute(now) ? Infinity : moment));
  const beyond = moments.filter((moment) => (direction < 0 ? moment < here : moment > here));
  if (beyond.length === 0) return undefined;
  const found = direction < 0 ? Math.max(...beyond) : Math.min(...beyond);
  return found === Infinity ? null : found;
}

/** The first minute whose map shows the change. */
export function momentOf({ at }) {
  return Math.ceil(Date.parse(at) / MINUTE) * MINUTE;
}

const WORST = ['bad', 'warn', 'busy', 'ok', 'idle'];

export function toneOf({ kind, is }) {
  if (!is) return 'idle';
  return (kind === 'stream' ? streamState(is) : nodeState(is)).tone;
}

/** Changes that lie too close to be told apart are one mark of the worst tone: {share, tone, changes}. */
export function marks(changes, { from, to }, places = 150) {
  const found = new Map();
  for (const change of changes) {
    const share = (Date.parse(change.at) - from) / (to - from);
    if (share < 0 || share > 1) continue;
    const place = Math.min(places - 1, Math.floor(share * places));
    if (!found.has(place)) found.set(place, { share: (place + 0.5) / places, tone: 'idle', changes: [] });
    const mark = found.get(place);
    mark.changes.push(change);
    const tone = toneOf(change);
    if (WORST.indexOf(tone) < WORST.indexOf(mark.tone)) mark.tone = tone;
  }
  return [...found.values()];
}

/** Parts of a window at which nobody looked: [{from, to}] as shares of it. */
export function gaps(watched, { from, to }) {
  const share = (at) => Math.min(1, Math.max(0, (at - from) / (to - from)));
  const found = [];
  let seen = from;
  for (const span of watched) {
    const [began, ended] = [Date.parse(span.from), Date.parse(span.to)];
    if (began > seen) found.push({ from: share(seen), to: share(began) });
    seen = Math.max(seen, ended);
  }
  // The last page may be about to be written.
  if (to - seen > 2 * MINUTE) found.push({ from: share(seen), to: 1 });
  return found.filter((gap) => gap.to > gap.from);
}

export function changeInWords({ kind, name, was, is }) {
  const word = (state) => (kind === 'stream' ? streamState(state) : nodeState(state)).word;
  if (!was) return `${name} came`;
  return is ? `${name}: ${word(was)} → ${word(is)}` : `${name} went`;
}
