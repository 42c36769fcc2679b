import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backoff } from '../../../main/js/live/backoff.js';
import { flows, noteMovement } from '../../../main/js/live/flow.js';

const at = (walLsn) => new Map([['s', { walLsn }]]);
const stream = { status: 'active', stale: false, sourceServerId: 's' };

test('a stream flows while WAL moves on its source, and for a while after', () => {
  let movement = noteMovement(new Map(), at('0/1'), at('0/2'), 1000);
  assert.equal(flows(stream, movement), true);
  movement = noteMovement(movement, at('0/2'), at('0/2'), 20_000);
  assert.equal(flows(stream, movement), true);
  movement = noteMovement(movement, at('0/2'), at('0/2'), 21_001);
  assert.equal(flows(stream, movement), false);
});

test('the first sight of a server is no movement', () => {
  assert.equal(noteMovement(new Map(), new Map(), at('0/2'), 0).size, 0);
});

test('a stale stream does not flow, a copying one does', () => {
  const movement = new Map([['s', 0]]);
  assert.equal(flows({ ...stream, stale: true }, movement), false);
  assert.equal(flows({ ...stream, status: 'syncing' }, new Map()), true);
});

test('half of a wait is left to chance', () => {
  assert.equal(
    backoff(2, () => 0),
    1000,
  );
  assert.equal(
    backoff(2, () => 1),
    2000,
  );
  assert.equal(
    backoff(99, () => 1),
    15_000,
  );
});
