import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Kept } from '../../../main/js/database/kept.js';
import { tab } from './tab.js';

test('what was typed comes back after a reload, at the same place', () => {
  const storage = tab();
  new Kept('/databases/new', () => storage).write({ name: 'orders' });
  assert.deepEqual(new Kept('/databases/new', () => storage).read(), { name: 'orders' });
  assert.equal(new Kept('/databases/other', () => storage).read(), null);
});

test('what was saved is forgotten', () => {
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
