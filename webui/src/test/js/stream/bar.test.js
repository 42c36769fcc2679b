import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pausing } from '../../../main/js/stream/bar.js';

const words = (stream) => pausing({ stream }).map(({ children }) => children.join(''));
const stream = { type: 'logical', status: 'active', subscription: 'feed', targetId: 'b' };

test('what runs can be paused, and what does not be resumed', () => {
  assert.deepEqual(words(stream), ['Pause…']);
  assert.deepEqual(words({ ...stream, status: 'inactive' }), ['Resume…']);
});

test('what we do not hold the subscription of, or no subscription feeds, is neither', () => {
  assert.deepEqual(words({ ...stream, subscription: null }), []);
  assert.deepEqual(words({ ...stream, targetId: null }), []);
  assert.deepEqual(words({ ...stream, type: 'physical' }), []);
});
