import assert from 'node:assert/strict';
import { test } from 'node:test';
import { still } from '../../../main/js/time/still.js';

const body = (status) => ({
  generatedAt: '2026-11-22T11:30:00Z',
  servers: [{ id: 's', name: 'db', status: 'connected' }],
  nodes: [
    { id: 'a', status },
    { id: 'b', status: 'connected' },
  ],
  streams: [],
});

test('what is as it was a minute before keeps its identity', () => {
  const before = still(body('connected'), null);
  const after = still(body('disconnected'), before);
  assert.equal(after.servers, before.servers);
  assert.notEqual(after.nodes, before.nodes);
  assert.notEqual(after.nodes.get('a'), before.nodes.get('a'));
  assert.equal(after.nodes.get('b'), before.nodes.get('b'));
});

test('what went is not kept', () => {
  const before = still(body('connected'), null);
  const after = still({ ...body('connected'), nodes: [{ id: 'b', status: 'connected' }] }, before);
  assert.deepEqual([...after.nodes.keys()], ['b']);
});
