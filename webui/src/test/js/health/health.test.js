import assert from 'node:assert/strict';
import { test } from 'node:test';
import { affectedBy } from '../../../main/js/health/affected.js';
import { findProblems } from '../../../main/js/health/problems.js';
import { hits, matcher } from '../../../main/js/health/search.js';
import { furthestBehind, verdict } from '../../../main/js/health/verdict.js';
import { fleet } from './fleet.js';

const judged = (severity, message) => ({ findings: [{ code: 'any', severity, message, remedy: 'Mend it' }] });

const chain = () =>
  fleet({
    servers: {
      source: { databases: { orders: {} } },
      middle: { status: 'disconnected', error: { message: 'refused' }, databases: { hub: {} } },
      end: { databases: { reports: {} } },
      beside: { databases: { search: {} } },
    },
    streams: {
      in: ['orders', 'hub', { status: 'inactive', stale: true }],
      out: ['hub', 'reports', { status: 'inactive', stale: true }],
      other: ['orders', 'search'],
    },
  });

test('an unreachable server is one problem that counts its streams, not one per stream', () => {
  const problems = findProblems(chain());
  assert.deepEqual(
    problems.map(({ kind, id, affects }) => [kind, id, affects]),
    [['server', 'middle', 2]],
  );
});

test('what is fed through an unreachable server is affected, what feeds it is not', () => {
  const { nodes, streams } = affectedBy(chain());
  assert.deepEqual([...nodes], [['reports', 'middle']]);
  assert.deepEqual([...streams.keys()].sort(), ['in', 'out']);
});

test('effects run through physical standbys and end where they began', () => {
  const relations = fleet({
    servers: {
      a: { status: 'disconnected', databases: { x: {} } },
      b: { databases: { y: {} } },
      c: { databases: { z: {} } },
    },
    streams: { p: ['x', 'y', { type: 'physical' }], l: ['y', 'z'], back: ['z', 'x'] },
  });
  assert.deepEqual([...affectedBy(relations).nodes.keys()].sort(), ['y', 'z']);
});

test('failures come before warnings', () => {
  const relations = fleet({
    servers: {
      a: { databases: { x: { health: judged('warning', 'x is no primary') } } },
      b: { databases: { y: { health: judged('note', 'x is worth knowing') } } },
    },
    streams: {
      resting: ['x', 'y', { status: 'inactive', reason: 'disabled' }],
      failing: ['x', 'y', { status: 'error', error: { message: 'duplicate key' } }],
      lost: ['x', 'y', { health: judged('critical', 'its slot is lost') }],
      gone: ['x', 'y', { stale: true, health: judged('critical', 'it was ill when it was last seen') }],
      unclear: ['x', 'y', { match: 'ambiguous' }],
      fine: ['x', 'y'],
    },
  });
  const problems = findProblems(relations);
  assert.deepEqual(problems.map(({ id, tone }) => [id, tone]).sort(), [
    ['failing', 'bad'],
    ['lost', 'bad'],
    ['resting', 'warn'],
    ['unclear', 'warn'],
    ['x', 'warn'],
  ]);
  assert.deepEqual(
    problems.map(({ tone }) => tone),
    ['bad', 'bad', 'warn', 'warn', 'warn'],
  );
  assert.equal(verdict(relations, problems).title, '2 failures, 3 warnings');
});

test('the verdict of a fleet without problems is healthy', () => {
  const relations = fleet({ servers: { a: { databases: { x: {}, y: {} } } }, streams: { one: ['x', 'y'] } });
  assert.equal(verdict(relations, findProblems(relations)).tone, 'ok');
});

test('the furthest behind is so by time before bytes, and unknown lag is nobody', () => {
  const stream = (id, lagSeconds, lagBytes) => [id, { id, lagSeconds, lagBytes }];
  assert.equal(furthestBehind(new Map([stream('a', 1, 9e9), stream('b', 5, 10), stream('c', null, null)])).id, 'b');
  assert.equal(furthestBehind(new Map([stream('c', null, null)])), null);
});

test('all words of a search must occur, in any field', () => {
  const match = matcher('prod  ORD');
  assert.equal(match('node', { name: 'orders', environment: 'production' }), true);
  assert.equal(match('node', { name: 'orders', environment: 'staging' }), false);
  assert.equal(matcher('  '), null);
});

test('hits name databases before servers and streams', () => {
  const relations = fleet({
    servers: { orders: { databases: { orders_db: {} } } },
    streams: { orders_sub: ['orders_db', 'orders_db'] },
  });
  assert.deepEqual(
    hits(relations, matcher('orders')).map(({ kind }) => kind),
    ['node', 'server', 'stream'],
  );
});

test('that nobody looks at servers is one warning, and no word that they are down', () => {
  const unwatched = { status: 'disconnected', stale: true, error: { code: 'not_polled', message: 'No monitor' } };
  const servers = {
    a: { ...unwatched, databases: { x: { ...unwatched } } },
    b: { ...unwatched, databases: { y: { ...unwatched } } },
    seen: { databases: { z: {} } },
    ghost: { status: 'unregistered' },
  };
  const some = fleet({ servers, streams: { s: ['x', 'y', { status: 'inactive', stale: true }] } });
  const problems = findProblems(some);
  assert.deepEqual(
    problems.map(({ tone, title }) => [tone, title]),
    [['warn', '2 of 3 servers are not watched']],
  );
  assert.equal(affectedBy(some).streams.size, 0);
  assert.equal(verdict(some, problems).title, '1 warning');

  delete servers.seen;
  const away = { status: 'disconnected', error: { code: 'connection_refused', message: 'refused' } };
  const all = fleet({ servers: { ...servers, away, fresh: { status: 'pending' } } });
  assert.deepEqual(
    findProblems(all).map(({ title }) => title),
    ['away is unreachable', 'No server is watched'],
  );
  assert.equal(verdict(all, findProblems(all)).title, 'Nobody is watching');
});
