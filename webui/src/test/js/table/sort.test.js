import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sorted } from '../../../main/js/table/sort.js';

const by = { sort: (row) => row };

test('numbers sort as numbers, names as people count', () => {
  assert.deepEqual(sorted([10, 9, 100], by, false), [9, 10, 100]);
  assert.deepEqual(sorted(['db10', 'db9'], by, false), ['db9', 'db10']);
});

test('the unknown is last, whichever way', () => {
  assert.deepEqual(sorted([null, 1, 2], by, false), [1, 2, null]);
  assert.deepEqual(sorted([null, 1, 2], by, true), [2, 1, null]);
});
