import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serverDetails } from '../../../main/js/details/server.js';
import { streamDetails } from '../../../main/js/details/stream.js';
import { relate } from '../../../main/js/health/relations.js';

// A replica that RDS names, and nobody registered.
const far = { id: 'far', name: 'orders-overseas', status: 'unregistered', managedBy: 'rds', host: null, port: null };
const main = { id: 'main', name: 'orders', status: 'connected', host: 'db', port: 5432, walLsn: '0/1' };
const stream = {
  id: 's',
  name: 'orders-overseas',
  type: 'physical',
  status: 'active',
  stale: false,
  reason: 'RDS keeps it going',
  sourceServerId: 'main',
  targetServerId: 'far',
  sourceId: null,
  targetId: null,
  lagBytes: null,
  lagSeconds: null,
  match: 'proven',
  matchReason: 'RDS says so',
};
const relations = relate({
  servers: new Map([far, main].map((server) => [server.id, server])),
  nodes: new Map(),
  streams: new Map([[stream.id, stream]]),
});
const look = { relations, affected: { nodes: new Map(), streams: new Map() }, pick: () => {}, now: 0 };

function written(part) {
  if (part == null || part === false) return '';
  if (Array.isArray(part)) return part.map(written).join(' ');
  return typeof part === 'object' ? written(part.children) : String(part);
}

test('a server whose address nobody knows is shown without one, and with what it is', () => {
  const text = written(serverDetails(far, look).body);
  assert.doesNotMatch(text, /null|undefined|Address/);
  assert.match(text, /Known because RDS names it/);
  assert.match(text, /Register a database on it/);
});

test('a server with an address shows it', () => {
  assert.match(written(serverDetails(main, look).body), /db:5432/);
  assert.doesNotMatch(written(serverDetails(main, look).body), /Register/);
});

test('lag that nobody can measure is told why', () => {
  assert.match(written(streamDetails(stream, look).body), /RDS keeps it going\./);
  assert.doesNotMatch(written(streamDetails({ ...stream, lagBytes: 7 }, look).body), /RDS keeps it going/);
});

test('why a stream does not run is said once', () => {
  const text = written(streamDetails({ ...stream, status: 'inactive' }, look).body);
  assert.equal(text.match(/RDS keeps it going/g).length, 1);
});

test('no end that was not seen is said to have been', () => {
  assert.doesNotMatch(written(streamDetails(stream, look).body), /both ends were seen/);
});

test('what is wrong stands in the details with what to do, the error told once', () => {
  const health = {
    findings: [
      { code: 'apply_failed', severity: 'critical', message: 'duplicate key', remedy: 'delete the row', since: null },
      { code: 'wal_grows', severity: 'warning', message: 'The slot is lost soon', remedy: 'raise it', since: null },
    ],
  };
  const error = { code: 'apply_failed', message: 'duplicate key', remedy: 'delete the row', inferred: true };
  const text = written(streamDetails({ ...stream, health, error }, look).body);
  assert.equal(text.match(/duplicate key/g).length, 1);
  assert.match(text, /The slot is lost soon.*raise it/);
  assert.match(text, /Concluded from counters/);
});

test('where kept WAL is heading is said in words', () => {
  const forecast = { growthBytesPerSecond: 1048576, safeBytes: 104857600, secondsUntilLost: 100 };
  const text = written(streamDetails({ ...stream, forecast }, look).body);
  assert.match(text, /grows by 1.* a second: the slot is lost in about 1/);
});
