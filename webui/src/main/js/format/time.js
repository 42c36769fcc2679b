// Times to read, in the zone that was chosen, and in the other one on hover: local time to live by, UTC to compare with logs.
import { h } from '../dom/h.js';

const clockTime = { hour: '2-digit', minute: '2-digit', second: '2-digit' };
const day = { day: 'numeric', month: 'short' };
const year = { ...day, year: 'numeric' };

const formats = new Map();

/** Set on the page before anything is drawn, as the theme is. */
export function inUtc() {
  return globalThis.document?.documentElement.dataset.times === 'utc';
}

export function zoneName() {
  return inUtc() ? 'UTC' : 'local time';
}

function format(parts) {
  const key = `${inUtc()}${Object.keys(parts)}`;
  if (!formats.has(key))
    formats.set(key, new Intl.DateTimeFormat('en-GB', { ...parts, timeZone: inUtc() ? 'UTC' : undefined }));
  return formats.get(key);
}

/** Of today the time of day, else with its day. */
export function localTime(iso, now) {
  if (!iso) return 'never';
  return format({ ...dayUnlessToday(iso, now), ...clockTime }).format(new Date(iso));
}

function dayUnlessToday(iso, now) {
  const on = (at) => format(year).format(new Date(at));
  if (on(iso) === on(now)) return {};
  return on(iso).slice(-4) === on(now).slice(-4) ? day : year;
}

/** To the minute, for places where room is short. */
export function shortTime(at, now = Date.now()) {
  return format({ ...dayUnlessToday(at, now), hour: '2-digit', minute: '2-digit' }).format(new Date(at));
}

export function utc(iso) {
  return iso
    ? `${new Date(iso)
        .toISOString()
        .replace('T', ' ')
        .replace(/\.\d+Z$/, '')} UTC`
    : '';
}

/** What is told on hover: the exact time in the zone that is not shown. */
export function otherTime(iso) {
  if (!iso) return '';
  if (!inUtc()) return utc(iso);
  return `${new Intl.DateTimeFormat('en-GB', { ...year, ...clockTime, timeZoneName: 'short' }).format(new Date(iso))}`;
}

/** A time as an element, with the other zone on hover. */
export function time(iso, now = Date.now()) {
  if (!iso) return 'never';
  const at = new Date(iso).toISOString();
  return h('time', { key: `time:${at}`, datetime: at, title: otherTime(iso) }, localTime(iso, now));
}

/** A moment as a field of date and time wants it, in the zone that is shown. */
export function fieldMoment(at) {
  const shifted = inUtc() ? at : at - new Date(at).getTimezoneOffset() * 60_000;
  return new Date(shifted).toISOString().slice(0, 16);
}

export function momentOfField(text) {
  return Date.parse(inUtc() ? `${text}Z` : text);
}
