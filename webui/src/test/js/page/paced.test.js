import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paced } from '../../../main/js/page/paced.js';

test('the first is written at once, and of many more the latest', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const written = [];
  const write = paced((value) => written.push(value));
  [1, 2, 3].forEach(write);
  assert.deepEqual(written, [1]);
  context.mock.timers.tick(1000);
  assert.deepEqual(written, [1, 3]);
});
