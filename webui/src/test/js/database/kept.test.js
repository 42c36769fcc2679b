import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Kept } from '../../../main/js/database/kept.js';

function tab() {
  const kept = new Map();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, value),
    removeItem: (key) => kept.delete(key),
  };
}

test('what was typed comes back after a reload, with the version that it was typed for', () => {
  const storage = tab();
  new Kept('/databases/new', () => storage).write({ name: 'orders' }, 3);
  assert.deepEqual(new Kept('/databases/new', () => storage).read(), { texts: { name: 'orders' }, version: 3 });
  assert.equal(new Kept('/databases/other', () => storage).read(), null);
});

test('what was saved or left is forgotten', () => {
  const storage = tab();
  const kept = new Kept('/databases/new', () => storage);
  kept.write({ name: 'orders' });
  kept.forget();
  assert.equal(kept.read(), null);
});

test('without storage the form works as before', () => {
  const kept = new Kept('/databases/new', () => {
    throw new Error('forbidden');
  });
  kept.write({ name: 'orders' });
  kept.forget();
  assert.equal(kept.read(), null);
});
