import assert from 'node:assert/strict';
import { test } from 'node:test';
import { patch } from '../../../main/js/dom/patch.js';
import { history } from '../../../main/js/settings/history.js';
import { fakeRoot } from '../dom/fakeDocument.js';

const REACH = { begins: '2026-11-20T10:00:00Z', samples: '2026-11-21T10:00:00Z', minutes: null, quarters: null };

function shown(told) {
  const root = fakeRoot();
  patch(root, history(told));
  return root.text;
}

test('how long history is kept stands beside how far it reaches', () => {
  const kept = { samplesSeconds: 86_400, minutesSeconds: 1_209_600, quartersSeconds: 34_560_000 };
  const text = shown({ ...REACH, kept });
  assert.match(text, /The mapkept for 400 d · since /);
  assert.match(text, /Sampleskept for 1 d · since /);
  assert.match(text, /Minuteskept for 14 d · nothing is closed yet/);
  assert.match(text, /Quarters of an hourkept for 400 d · /);
});

test('what no monitor has told is not made up', () => {
  const text = shown({ ...REACH, kept: null });
  assert.doesNotMatch(text, /kept for/);
  assert.match(text, /tells so within a minute/);
});
