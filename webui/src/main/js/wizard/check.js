// Both ends are looked at before anything is made. What was found holds for the draft that was sent, and no other.
import { h } from '../dom/h.js';
import { problemNotice } from '../dom/notice.js';
import { bytes, exactBytes } from '../format/bytes.js';
import { count } from '../format/count.js';
import { localTime, otherTime } from '../format/time.js';
import { ask } from '../session/api.js';
import { findingGroups } from './findings.js';
import { STEPS, stepOf } from './steps.js';

const LOOKING = { looking: true };

export class Check {
  #changed;
  #asked = null;
  #found = null;
  #turn = 0;

  constructor(changed) {
    this.#changed = changed;
  }

  /** Looks, unless it did or does for the same draft. */
  want(body) {
    if (JSON.stringify(body) !== this.#asked) this.look(body);
  }

  async look(body) {
    const turn = ++this.#turn;
    this.#asked = JSON.stringify(body);
    this.#found = LOOKING;
    this.#changed();
    const { body: preflight, problem } = await ask('POST', '/api/replication/streams/preflight', body);
    if (turn !== this.#turn) return;
    this.#found = { preflight, problem, at: new Date().toISOString() };
    this.#changed();
  }

  /** What stood in the way when it was to be made. */
  refused(body, problem) {
    this.#turn++;
    this.#asked = JSON.stringify(body);
    const preflight = problem.findings && { ok: false, findings: problem.findings, creates: [] };
    this.#found = { preflight, problem: preflight ? null : problem, at: new Date().toISOString() };
  }

  passed(body) {
    return this.of(body)?.ok ?? false;
  }

  /** What was found for this draft, if anything. */
  of(body) {
    return JSON.stringify(body) === this.#asked ? this.#found?.preflight : null;
  }

  lacking(body) {
    const preflight = this.of(body);
    if (!preflight) return this.#found?.problem ? 'The check could not be done.' : 'Both ends are being looked at.';
    const blockers = preflight.findings.filter(({ severity }) => severity === 'blocker').length;
    return preflight.ok ? null : `${count(blockers, 'blocker stands', 'blockers stand')} in the way.`;
  }

  draw(context) {
    const { preflight, problem, at, looking } = this.#found ?? LOOKING;
    return [
      h('div', { key: 'again', class: 'section-head check-head' }, [
        h('p', { key: 'verdict', role: 'status' }, looking ? 'Looking at both ends…' : verdict(preflight, at)),
        h(
          'button',
          { class: 'button', type: 'button', disabled: looking, on: { click: () => this.look(context.body) } },
          'Check again',
        ),
      ]),
      problemNotice(problem && { ...problem, errors: [] }),
      problem?.errors.length > 0 && wrongFields(problem.errors, context),
      preflight && findingGroups(preflight.findings, context),
      preflight?.creates.length > 0 && creates(preflight.creates),
    ];
  }
}

function verdict(preflight, at) {
  if (!preflight) return 'It is not known what stands in the way.';
  const { ok, estimate } = preflight;
  return [
    h('strong', { key: 'ok' }, ok ? 'Nothing stands in the way.' : 'Something stands in the way.'),
    estimate &&
      h(
        'span',
        { key: 'copy', title: exactBytes(estimate.bytes) },
        ` About ${bytes(estimate.bytes)} are copied first.`,
      ),
    h('span', { key: 'at', class: 'faint', title: otherTime(at) }, ` Looked at ${localTime(at, Date.now())}.`),
  ];
}

function wrongFields(errors, { draft, go }) {
  return h(
    'ul',
    { key: 'fields', class: 'notice-list' },
    errors.map(({ field, message }, i) => {
      const step = stepOf(field);
      const [, words] = STEPS.find(([name]) => name === step);
      return h('li', { key: `${i}` }, [
        `${inWords(field, draft)} ${message} `,
        h('button', { key: 'go', class: 'link', type: 'button', on: { click: () => go(step) } }, `Back to ${words}`),
      ]);
    }),
  );
}

/** A table by its name rather than by its place in what was sent. */
function inWords(field, { tables }) {
  return (field ?? '').replace(/^publication\.tables\[(\d+)\]/, (whole, i) =>
    tables[i] ? `${tables[i].schema}.${tables[i].name}` : whole,
  );
}

function creates(tables) {
  return h('details', { key: 'creates', class: 'card card-body' }, [
    h(
      'summary',
      { key: 'summary', class: 'section-title' },
      `${count(tables.length, 'table is', 'tables are')} created on the target`,
    ),
    h(
      'pre',
      { key: 'sql', class: 'script', tabindex: 0, role: 'region', 'aria-label': 'What creates them' },
      tables.map(({ sql }) => sql).join('\n\n'),
    ),
  ]);
}
