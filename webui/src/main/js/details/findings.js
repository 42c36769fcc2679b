// What is wrong with the selected thing and what to do about it, as the server judges it.
import { h } from '../dom/h.js';
import { time } from '../format/time.js';
import { remedyOf } from './facts.js';

const looks = { critical: 'notice notice-bad', warning: 'notice', note: 'notice notice-quiet' };

/** All findings but what the error above them tells already. */
export function findings({ health, error }, now) {
  return (health?.findings ?? []).filter((finding) => !tells(error, finding)).map((finding) => notice(finding, now));
}

function tells(error, { code, message }) {
  return error != null && (error.code === code || (error.message && message.includes(error.message)));
}

/** Whether a finding says it already, perhaps with more words. */
export function isFound({ health }, words) {
  const said = words.toLowerCase();
  return (health?.findings ?? []).some(({ message }) => message.toLowerCase().includes(said));
}

function notice(finding, now) {
  const { code, severity, message, since } = finding;
  return h('div', { key: `finding:${code}:${message}`, class: looks[severity] ?? looks.note }, [
    h('p', { class: severity === 'note' ? null : 'notice-title' }, message),
    since && h('p', { class: 'plain', key: 'since' }, ['Since ', time(since, now)]),
    remedyOf(finding),
  ]);
}
