// What AWS lets the monitors do, asked for when somebody wants to know.
import { copyButton, remedyOf, section, status } from '../details/facts.js';
import { h } from '../dom/h.js';
import { problemNotice } from '../dom/notice.js';
import { ask } from '../session/api.js';

const STATES = {
  allowed: { word: 'allowed', tone: 'ok', sign: 'ok' },
  denied: { word: 'denied', tone: 'bad', sign: 'cross' },
};
const unknown = { word: 'not known', tone: 'warn', sign: 'dash' };

export class Aws {
  #changed;
  #asking = false;
  #seen = null;
  #problem = null;

  constructor(changed) {
    this.#changed = changed;
  }

  async #ask() {
    this.#asking = true;
    this.#changed();
    const { body, problem } = await ask('GET', '/api/aws/test');
    this.#asking = false;
    this.#seen = body ?? null;
    this.#problem = problem ?? null;
    this.#changed();
  }

  draw() {
    return section('AWS', [
      h(
        'p',
        { key: 'words', class: 'plain' },
        'Where they may, monitors read secrets from AWS and find databases in RDS.',
      ),
      problemNotice(this.#problem),
      this.#seen && seen(this.#seen),
      h(
        'p',
        { key: 'test', class: 'settings-act' },
        h(
          'button',
          { class: 'button', type: 'button', disabled: this.#asking, on: { click: () => this.#ask() } },
          this.#asking ? 'One moment…' : 'See what AWS lets us do',
        ),
      ),
    ]);
  }
}

function seen({ caller, regions, checks }) {
  return h('div', { key: 'seen', role: 'status' }, [
    caller &&
      h('p', { key: 'caller', class: 'plain' }, [
        'As ',
        h('code', {}, caller.arn),
        copyButton('the account', caller.arn),
      ]),
    regions.length > 0 && h('p', { key: 'regions', class: 'plain' }, `In ${regions.join(', ')}`),
    h(
      'ul',
      { key: 'checks', class: 'settings-checks' },
      checks.map((check, i) =>
        h('li', { key: `${i}` }, [
          status(STATES[check.status] ?? unknown),
          h('code', { key: 'action', title: check.resource }, check.action),
          remedyOf(check),
        ]),
      ),
    ),
  ]);
}
