import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asRegistered, wrongPort } from '../../../main/js/wizard/way.js';

test('a port that no server can have is told before anything is sent', () => {
  const at = (port) => wrongPort({ ...asRegistered, port });
  assert.equal(at(''), null);
  assert.equal(at('6432'), null);
  assert.match(at('five'), /is no number/);
  assert.match(at('99999999999'), /between 1 and 65535/);
});
