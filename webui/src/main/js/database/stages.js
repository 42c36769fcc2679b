// How far a connection test came, stage by stage.
import { remedyOf, status } from '../details/facts.js';
import { h } from '../dom/h.js';
import { duration } from '../format/duration.js';

const names = {
  dns: 'Find the address',
  tcp: 'Reach the port',
  tls: 'Agree on TLS',
  'secret-access': 'Read the secret',
  'sign-in': 'Sign in',
  privileges: 'Privileges of the role',
  'replication-prerequisites': 'What replication needs',
};
const states = {
  passed: { word: 'right', tone: 'ok', sign: 'ok' },
  failed: { word: 'wrong', tone: 'bad', sign: 'cross' },
  skipped: { word: 'not tried', tone: 'idle', sign: 'dash' },
};

export function stages(test) {
  return h(
    'section',
    { key: 'test', class: 'card card-body', 'aria-label': 'Connection test', 'aria-live': 'polite' },
    [
      h(
        'h2',
        { key: 'title', class: 'section-title' },
        test.ok ? 'It can be reached and used' : 'Something is in the way',
      ),
      h(
        'ol',
        { key: 'stages', class: 'steps' },
        test.stages.map((stage) =>
          h('li', { key: stage.name, class: 'step' }, [
            h('div', { key: 'head', class: 'step-head' }, [
              status(states[stage.status]),
              h('span', { key: 'name', class: 'step-name' }, names[stage.name] ?? stage.name),
              stage.seconds != null && h('span', { key: 'time', class: 'step-time faint' }, duration(stage.seconds)),
            ]),
            h('div', { key: 'detail', class: 'step-detail' }, h('pre', {}, stage.detail), remedyOf(stage)),
          ]),
        ),
      ),
    ],
  );
}

export function untested() {
  return h('section', { key: 'untested', class: 'card card-body', 'aria-label': 'Connection test' }, [
    h('h2', { key: 'title', class: 'section-title' }, 'The way to it'),
    h(
      'p',
      { key: 'words', class: 'faint' },
      'A test goes it stage by stage: address, port, TLS, secret, sign-in, privileges, and what replication needs. Nothing is saved by it.',
    ),
  ]);
}
