import assert from 'node:assert/strict';
import { test } from 'node:test';
import { databaseRows } from '../../../main/js/dashboard/databases.js';
import { relate } from '../../../main/js/health/relations.js';

const COUNT = 1000;
const byId = (things) => new Map(things.map((thing) => [thing.id, thing]));

function fleet() {
  const each = (make) => byId(Array.from({ length: COUNT }, (_, i) => make(i)));
  return {
    servers: each((i) => ({ id: `s${i}`, name: `db-${i}`, walLsn: `0/${i}` })),
    nodes: each((i) => ({ id: `n${i}`, name: `app-${i}`, database: 'app', serverId: `s${i}`, status: 'connected' })),
    streams: each((i) => ({
      id: `t${i}`,
      name: `feed-${i}`,
      type: 'logical',
      status: 'active',
      sourceId: `n${i}`,
      targetId: `n${(i + 1) % COUNT}`,
      lagBytes: 1000,
      lagSeconds: 1,
    })),
  };
}

const snapshot = () => ({
  servers: Array.from({ length: COUNT }, (_, i) => ({
    id: `s${i}`,
    slots: [{ name: 'feed', database: 'app', type: 'logical', active: true }],
    databases: [{ id: `n${i}`, publications: [{ name: 'p' }], subscriptions: [] }],
  })),
});

const rows = (state, told, open = new Set()) =>
  databaseRows([...state.nodes.values()], relate(state), told, open, () => {}).children;

function changed(before, after) {
  const same = (a, b) => a.length === b.length && a.every((value, i) => Object.is(value, b[i]));
  return after.filter((row, i) => !same(before[i].dependsOn, row.dependsOn)).map(({ key }) => key);
}

test('a change of one stream draws the one row anew that shows it', () => {
  const state = fleet();
  const told = snapshot();
  const before = rows(state, told);
  const streams = new Map(state.streams).set('t7', { ...state.streams.get('t7'), lagBytes: 5_000_000, lagSeconds: 90 });
  assert.deepEqual(changed(before, rows({ ...state, streams }, told)), ['n8']);
});

test('a new snapshot that says the same draws what is open alone', () => {
  const state = fleet();
  const open = new Set(['n3']);
  assert.deepEqual(changed(rows(state, snapshot(), open), rows(state, snapshot(), open)), ['n3']);
});

test('what a row shows is renewed: position, counts, and being opened', () => {
  const state = fleet();
  const told = snapshot();
  const before = rows(state, told);
  const servers = new Map(state.servers).set('s5', { ...state.servers.get('s5'), walLsn: '0/FFFF' });
  assert.deepEqual(changed(before, rows({ ...state, servers }, told)), ['n5']);
  assert.deepEqual(changed(before, rows(state, told, new Set(['n9']))), ['n9']);
  const more = snapshot();
  more.servers[2].slots.push({ name: 'other', database: 'app', type: 'logical' });
  assert.deepEqual(changed(before, rows(state, more)), ['n2']);
});

test('tables of a publication are counted in words', () => {
  const state = fleet();
  const told = snapshot();
  told.servers[0].databases[0].publications = [
    { name: 'p', tables: { count: 1, bytes: 10 } },
    { name: 'q', tables: { count: 2, bytes: 10 } },
  ];
  const [row] = rows(state, told, new Set(['n0']));
  const text = JSON.stringify(row.build());
  assert.match(text, /"1 table, /);
  assert.match(text, /"2 tables, /);
});
