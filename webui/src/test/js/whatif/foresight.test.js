import assert from 'node:assert/strict';
import { test } from 'node:test';
import { named, queryOf } from '../../../main/js/whatif/foresight.js';
import { summary } from '../../../main/js/whatif/section.js';

const relations = {
  streams: new Map([
    ['feed', { id: 'feed', sourceServerId: 'a', targetServerId: 'b', sourceId: 'a1', targetId: 'b1' }],
    ['other', { id: 'other', sourceServerId: 'c', targetServerId: 'd', sourceId: 'c1', targetId: 'd1' }],
  ]),
  nodesOf: (id) => [{ id: `${id}1` }],
};

test('what is named by the effects is lifted out, with both of its ends', () => {
  const is = named({ serverId: 'a', heirId: 'e', effects: [{ streamId: 'feed', slot: null }] }, relations);
  assert.deepEqual(
    ['a', 'a1', 'b', 'b1', 'e', 'feed', 'c', 'other'].map((id) => is('any', { id })),
    [true, true, true, true, true, true, false, false],
  );
});

test('only what goes with an event is asked with it', () => {
  const all = { seconds: '3600', standbyId: 'e' };
  assert.equal(queryOf({ event: 'restart', ...all }), 'event=restart');
  assert.equal(queryOf({ event: 'downtime', ...all }), 'event=downtime&seconds=3600');
  assert.equal(queryOf({ event: 'failover', ...all }), 'event=failover&standbyId=e');
  assert.equal(queryOf({ event: 'failover', ...all, standbyId: '' }), 'event=failover');
});

test('the worst is told first, and that nothing is to be feared, too', () => {
  const of = (critical, warning, effects = 1) =>
    summary({ event: 'restart', count: { critical, warning }, effects: Array(effects) });
  assert.equal(of(2, 1), '2 critical, 1 warning.');
  assert.equal(of(0, 2), '2 warnings.');
  assert.equal(of(0, 0), 'All goes on by itself afterwards.');
  assert.equal(of(0, 0, 0), 'Nothing would come of it.');
});
