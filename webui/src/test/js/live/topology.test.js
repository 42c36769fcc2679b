import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyMessage, nothingYet } from '../../../main/js/live/topology.js';

const snapshot = {
  type: 'snapshot',
  epoch: 'a',
  seq: 7,
  data: {
    generatedAt: 't0',
    servers: [{ id: 's1' }, { id: 's2' }],
    nodes: [{ id: 'n1' }],
    streams: [],
    summary: { servers: 2 },
  },
};
const delta = (seq, data, epoch = 'a') => ({
  type: 'delta',
  epoch,
  seq,
  data: {
    generatedAt: `t${seq}`,
    servers: [],
    nodes: [],
    streams: [],
    removed: { servers: [], nodes: [], streams: [] },
    ...data,
  },
});
const started = () => applyMessage(nothingYet, snapshot).state;

test('a snapshot replaces everything', () => {
  const { state } = applyMessage(started(), {
    ...snapshot,
    seq: 1,
    epoch: 'b',
    data: { ...snapshot.data, servers: [{ id: 's9' }] },
  });
  assert.deepEqual([...state.servers.keys()], ['s9']);
  assert.equal(state.epoch, 'b');
});

test('a delta upserts whole objects, removes ids, and leaves the rest the very same objects', () => {
  const before = started();
  const { kind, state } = applyMessage(
    before,
    delta(8, {
      servers: [{ id: 's2', name: 'new' }, { id: 's3' }],
      removed: { servers: ['s1'] },
      summary: { servers: 2 },
    }),
  );
  assert.equal(kind, 'applied');
  assert.deepEqual([...state.servers.values()], [{ id: 's2', name: 'new' }, { id: 's3' }]);
  assert.equal(state.nodes, before.nodes);
  assert.deepEqual([...before.servers.keys()], ['s1', 's2'], 'the earlier state is untouched');
});

test('an empty delta moves time and sequence alone', () => {
  const { state } = applyMessage(started(), delta(8, {}));
  assert.equal(state.generatedAt, 't8');
  assert.equal(state.summary.servers, 2);
  assert.equal(applyMessage(state, delta(9, {})).kind, 'applied');
});

test('a missing number, a repeated one or another epoch is a gap', () => {
  for (const message of [delta(9, {}), delta(7, {}), delta(8, {}, 'b')])
    assert.equal(applyMessage(started(), message).kind, 'gap');
});

test('a delta before any snapshot is a gap', () => {
  assert.equal(applyMessage(nothingYet, delta(1, {})).kind, 'gap');
});

test('other messages count in the sequence and change nothing else', () => {
  const { kind, state } = applyMessage(started(), { type: 'operation', epoch: 'a', seq: 8, data: {} });
  assert.equal(kind, 'ignored');
  assert.equal(applyMessage(state, delta(9, {})).kind, 'applied');
});
