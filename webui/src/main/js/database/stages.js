// How far a connection test came, stage by stage.
import { remedyOf, status } from '../details/facts.js';
import { h } from '../dom/h.js';
import { duration } from '../format/duration.js';
import { wayOf } from './fields.js';

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

/** test: the answer with the texts that were tried; texts: what is entered now, for which it holds only where that is the same way. */
export function tested(test, texts) {
  return test ? stages(test, wayOf(test.texts) !== wayOf(texts)) : untested();
}

function stages(test, former) {
  return h(
    'section',
    { key: 'test', class: 'card card-body', 'aria-label': 'Connection test', 'aria-live': 'polite' },
    [
      h('h2', { key: 'title', class: 'section-title' }, titleOf(test, former)),
      h(
        'ol',
        { key: 'stages', class: 'steps' },
        test.stages.map((stage) =>
          h('li', { key: stage.name, class: 'step' }, [
            h('div', { key: 'head', class: 'step-head' }, [
              status(former ? { ...states[stage.status], tone: 'idle' } : states[stage.status]),
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

function titleOf({ ok }, former) {
  if (former) return 'Of what was entered before: test it again';
  return ok ? 'It can be reached and used' : 'Something is in the way';
}

function untested() {
  return h('section', { key: 'untested', class: 'card card-body', 'aria-label': 'Connection test' }, [
    h('h2', { key: 'title', class: 'section-title' }, 'The way to it'),
    h(
      'p',
      { key: 'words', class: 'faint' },
      'A test goes it stage by stage: address, port, TLS, secret, sign-in, privileges, and what replication needs. Nothing is saved by it.',
    ),
  ]);
}
