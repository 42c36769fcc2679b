import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nodeDetails } from '../../../main/js/details/node.js';
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

test('a reason that a finding gives is not given twice', () => {
  const health = { findings: [{ code: 'x', severity: 'warning', message: 'RDS keeps it going from here: refused' }] };
  for (const status of ['inactive', 'active']) {
    const text = written(streamDetails({ ...stream, reason: 'rds keeps it going', status, health }, look).body);
    assert.equal(text.match(/RDS keeps it going/gi).length, 1);
  }
  const other = { ...stream, status: 'inactive', health: { findings: [{ ...health.findings[0], message: 'Other' }] } };
  assert.match(written(streamDetails(other, look).body), /Other.*RDS keeps it going/);
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

test('exact values of what is heading where, and of a copy, are there to be hovered over', () => {
  const forecast = { growthBytesPerSecond: 1048576, safeBytes: 104857600, secondsUntilLost: 100 };
  const backfill = { percent: 40, bytesDone: 4096, bytesTotal: 10240, etaSeconds: 90, bytesPerSecond: 2048 };
  const titles = titlesOf(streamDetails({ ...stream, forecast, backfill }, look).body).join('; ');
  for (const exact of [
    '1,048,576 bytes a second',
    'lost in 100 seconds',
    '104,857,600 bytes more',
    '4,096 bytes of 10,240 bytes',
    '90 seconds',
    '2,048 bytes a second',
  ])
    assert.ok(titles.includes(exact), exact);
});

function titlesOf(part) {
  if (part == null || typeof part !== 'object') return [];
  if (Array.isArray(part)) return part.flatMap(titlesOf);
  return [part.props?.title ?? '', ...titlesOf(part.children)];
}

test('a registered database leads to its registration and to a new stream, but not in the past', () => {
  const node = { id: 'a b', name: 'orders', status: 'connected', serverId: 'main' };
  const hrefs = (phase) => linksOf(nodeDetails(node, { ...look, phase }).body);
  assert.deepEqual(hrefs('live'), ['/streams/new?source=a%20b', '/databases/a%20b']);
  assert.deepEqual(hrefs('past'), []);
  const stranger = { ...node, status: 'unregistered' };
  assert.deepEqual(linksOf(nodeDetails(stranger, { ...look, phase: 'live' }).body), []);
});

function linksOf(part) {
  if (part == null || typeof part !== 'object') return [];
  if (Array.isArray(part)) return part.flatMap(linksOf);
  return [part.props?.href, ...linksOf(part.children)].flat().filter(Boolean);
}
