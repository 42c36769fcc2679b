import assert from 'node:assert/strict';
import { test } from 'node:test';
import { relate } from '../../../main/js/health/relations.js';
import { matcher } from '../../../main/js/health/search.js';
import { tables } from '../../../main/js/table/tables.js';

const servers = [
  { id: 's1', name: 'db-1', status: 'connected', role: 'primary', version: '17.2', host: 'db-1', port: 5432 },
  { id: 's2', name: 'db-2', status: 'disconnected', role: 'replica', version: '16.4', host: 'db-2', port: 5432 },
];
const nodes = [
  { id: 'a', name: 'orders', serverId: 's1', status: 'connected' },
  { id: 'b', name: 'stock', serverId: 's1', status: 'connected' },
];
const byId = (things) => new Map(things.map((thing) => [thing.id, thing]));
const relations = relate({ servers: byId(servers), nodes: byId(nodes), streams: new Map() });

function shown({ match = null, picked = [] } = {}) {
  return tables({
    relations,
    selection: null,
    asks: () => true,
    match,
    orders: {},
    whole: {},
    onOrder: () => {},
    onWhole: () => {},
    pick: (thing) => picked.push(thing),
  });
}

const find = (part, fits) => {
  const found = [];
  const go = (each) => {
    if (each == null || typeof each !== 'object') return;
    if (Array.isArray(each)) return void each.forEach(go);
    const built = each.build ? each.build() : each;
    if (fits(built)) found.push(built);
    go(built.children);
  };
  go(part);
  return found;
};
const written = (part) =>
  part == null || part === false
    ? ''
    : Array.isArray(part)
      ? part.map(written).join(' ')
      : typeof part === 'object'
        ? written(part.children)
        : `${part}`;
const rowsOf = (title, options) => {
  const table = shown(options).find(({ key }) => key === title);
  return find(table, ({ tag }) => tag === 'tr').slice(1);
};

test('servers have a table with their state, role, version and databases', () => {
  const [first] = rowsOf('Servers').map(written);
  for (const word of ['db-1', 'connected', 'primary', '17.2', '2', 'db-1:5432']) assert.ok(first.includes(word), word);
});

test('a server leads to its details', () => {
  const picked = [];
  const table = shown({ picked }).find(({ key }) => key === 'Servers');
  const [button] = find(table, ({ tag, props }) => tag === 'button' && props.class === 'table-link');
  button.props.on.click();
  assert.deepEqual(picked, [{ kind: 'server', id: 's1' }]);
});

test('a search leaves the servers that it finds', () => {
  assert.equal(rowsOf('Servers', { match: matcher('16.4') }).length, 1);
});
