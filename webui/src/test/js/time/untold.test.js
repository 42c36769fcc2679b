import assert from 'node:assert/strict';
import { test } from 'node:test';
import { patch } from '../../../main/js/dom/patch.js';
import { untold } from '../../../main/js/time/untold.js';
import { fakeRoot } from '../dom/fakeDocument.js';

function shown(problem) {
  const root = fakeRoot();
  const done = [];
  patch(root, untold({ errors: [], ...problem }, { again: () => done.push('again'), now: () => done.push('now') }));
  const buttons = root.all(({ tag }) => tag === 'button');
  for (const each of buttons) each.fire('click');
  return { text: root.text, done };
}

test('without a store it is said why the past is away, and that the present is not', () => {
  const { text, done } = shown({ status: 503, code: 'store_unavailable', detail: 'No store', remedy: 'See the log' });
  assert.match(text, /No store.*See the log.*kept in the store.*What is now comes without it/);
  assert.deepEqual(done, ['again', 'now']);
});

test('what will never be told is not tried again', () => {
  const { text, done } = shown({ status: 404, code: 'before_history', detail: 'History is kept from noon on' });
  assert.doesNotMatch(text, /store|once more/);
  assert.deepEqual(done, ['now']);
});
