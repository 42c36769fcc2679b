import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { chooseShortcuts, isHeard, storedShortcuts } from '../../../main/js/keys/choice.js';
import { listen } from '../../../main/js/keys/press.js';

afterEach(() => {
  delete globalThis.document;
  delete globalThis.localStorage;
});

function browser() {
  const kept = new Map();
  globalThis.localStorage = { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) };
  let press = null;
  globalThis.document = { addEventListener: (_, listener) => (press = listener), querySelector: () => null };
  return (key) => press({ key, timeStamp: 0, target: {}, preventDefault: () => {} });
}

test('single characters do nothing once they are switched off, and Escape goes on closing', () => {
  const press = browser();
  const done = [];
  listen('topology', { find: () => done.push('find'), close: () => done.push('close') });
  press('/');
  chooseShortcuts('off');
  press('/');
  press('Escape');
  chooseShortcuts('on');
  press('/');
  assert.deepEqual(done, ['find', 'close', 'find']);
});

test('without storage they are on', () => {
  const forbidden = () => {
    throw new Error('forbidden');
  };
  chooseShortcuts('off', forbidden);
  assert.equal(storedShortcuts(forbidden), 'on');
  assert.equal(isHeard('g', 'off'), false);
});
