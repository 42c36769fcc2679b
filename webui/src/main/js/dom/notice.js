// What went wrong with a request, and what to do about it.
import { h } from './h.js';

export function problemNotice(problem) {
  if (!problem) return null;
  const { title, detail, remedy, errors, status } = problem;
  return h('div', { key: 'problem', class: status === 503 ? 'notice' : 'notice notice-bad', role: 'alert' }, [
    h('p', { class: 'notice-title' }, detail || title),
    errors.length > 0 &&
      h(
        'ul',
        { key: 'errors', class: 'notice-list' },
        errors.map((each, i) => h('li', { key: `${i}` }, each.field ? `${each.field} ${each.message}` : each.message)),
      ),
    remedy && h('p', { key: 'remedy', class: 'notice-remedy' }, remedy),
  ]);
}
