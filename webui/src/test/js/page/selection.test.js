import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSelection } from '../../../main/js/page/selection.js';

test('a selection is read from the address', () => {
  assert.deepEqual(readSelection('#stream/a%2Fb'), { kind: 'stream', id: 'a/b' });
});

test('an address that names nothing selects nothing', () => {
  for (const hash of ['', '#', '#stream/', '#table/x', '#/tag', '#stream/%']) assert.equal(readSelection(hash), null);
});
