import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitting } from '../../../main/js/stream/errors.js';

const errors = [
  { side: 'target', code: 'unique_violation', message: 'Key (id)=(145)' },
  { side: 'source', code: 'slot_busy', message: 'slot is active' },
];
const all = { query: '', side: '', code: '' };

test('filters narrow each other', () => {
  assert.equal(fitting(errors, all).length, 2);
  assert.deepEqual(fitting(errors, { ...all, query: 'KEY' }), [errors[0]]);
  assert.deepEqual(fitting(errors, { ...all, side: 'source' }), [errors[1]]);
  assert.deepEqual(fitting(errors, { ...all, side: 'source', code: 'unique_violation' }), []);
});
