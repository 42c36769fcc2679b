// What will be done, in the order in which it is done.
import { h } from '../dom/h.js';
import { copyButton } from '../details/facts.js';

/** The steps that the check planned, with their statements and what undoes them. */
export function plan({ check, body }) {
  const steps = check.of(body)?.plan ?? [];
  return h('section', { key: 'plan', class: 'card card-body', 'aria-label': 'What will be done' }, [
    h('h3', { key: 'title', class: 'section-title' }, 'What will be done'),
    h(
      'ol',
      { key: 'steps', class: 'steps' },
      steps.map((step, i) => line(step, i)),
    ),
  ]);
}

function line({ name, scripts, undo }, i) {
  return h('li', { key: `${i}`, class: 'step' }, [
    h('p', { key: 'name', class: 'step-name' }, `${i + 1}. ${name}`),
    statements('does', scripts, name),
    undo.length > 0 &&
      h('details', { key: 'undo' }, [
        h('summary', { class: 'faint' }, 'How it is undone'),
        statements('undoes', undo, `undoing ${name}`),
      ]),
  ]);
}

function statements(key, scripts, of) {
  return byDatabase(scripts).map(({ on, sql }, i) =>
    h('div', { key: `${key}:${i}`, class: 'fix' }, [
      h('pre', { key: 'sql', class: 'script', tabindex: 0, role: 'region', 'aria-label': `SQL of ${of}` }, [
        `-- on ${on}\n`,
        sql,
      ]),
      copyButton('the SQL', sql),
    ]),
  );
}

/** What runs on one database without a break is one script. */
function byDatabase(scripts) {
  const parts = [];
  for (const { on, sql } of scripts) {
    const last = parts.at(-1);
    if (last?.on === on) last.sql += `\n${sql}`;
    else parts.push({ on, sql });
  }
  return parts;
}
