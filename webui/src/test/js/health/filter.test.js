import assert from 'node:assert/strict';
import { test } from 'node:test';
import { facets, filtered, hasTag, noFilter, toggled } from '../../../main/js/health/filter.js';
import { fleet } from './fleet.js';

const shop = () =>
  fleet({
    servers: {
      main: {
        databases: {
          orders: { environment: 'production', tags: { team: 'shop' } },
          stock: { environment: 'production', tags: { team: 'stores' } },
        },
      },
      reports: { databases: { reporting: { environment: 'production', tags: {} } } },
      trial: { databases: { sandbox: { environment: 'staging', tags: { team: 'shop' } } } },
      away: { status: 'disconnected', databases: { archive: { environment: 'production', tags: {} } } },
    },
    streams: {
      feed: ['orders', 'reporting'],
      broken: ['stock', 'archive', { status: 'error' }],
    },
  });

const asked = (change) => ({ ...noFilter, ...change });
const shown = (filter, selection = null) => {
  const relations = shop();
  const { asks, shows } = filtered(relations, filter, selection);
  return {
    nodes: [...relations.nodes.values()].filter((node) => asks('node', node)).map(({ id }) => id),
    beside: [...relations.nodes.values()]
      .filter((node) => shows('node', node) && !asks('node', node))
      .map(({ id }) => id),
    streams: [...relations.streams.values()].filter((stream) => shows('stream', stream)).map(({ id }) => id),
  };
};

test('without a filter everything is in sight, and nothing is made anew', () => {
  const relations = shop();
  assert.equal(filtered(relations, noFilter, null).relations, relations);
});

test('an environment leaves its databases', () => {
  assert.deepEqual(shown(asked({ environment: ['staging'] })), { nodes: ['sandbox'], beside: [], streams: [] });
});

test('a tag leaves the databases that bear it, their streams, and beside them the other ends of those', () => {
  assert.deepEqual(shown(asked({ tag: ['team=shop'] })), {
    nodes: ['orders', 'sandbox'],
    beside: ['reporting'],
    streams: ['feed'],
  });
});

test('a state of streams leaves these streams with their ends', () => {
  assert.deepEqual(shown(asked({ status: ['error'] })), {
    nodes: ['stock', 'archive'],
    beside: [],
    streams: ['broken'],
  });
});

test('a state of databases leaves them with all their streams', () => {
  assert.deepEqual(shown(asked({ status: ['disconnected'] })), {
    nodes: ['archive'],
    beside: ['stock'],
    streams: ['broken'],
  });
});

test('what is selected stays in sight', () => {
  const filter = asked({ environment: ['staging'] });
  assert.deepEqual(shown(filter, { kind: 'node', id: 'reporting' }).nodes, ['reporting', 'sandbox']);
  assert.deepEqual(shown(filter, { kind: 'stream', id: 'broken' }).streams, ['broken']);
});

test('a server stays whole while one of its databases is asked for, and the rest counts as left out', () => {
  const { relations, hidden } = filtered(shop(), asked({ tag: ['team=stores'] }), null);
  assert.deepEqual([...relations.nodes.keys()], ['orders', 'stock', 'archive']);
  assert.deepEqual(hidden, { node: 4, stream: 1 });
});

test('a filter that fits nothing hides everything', () => {
  const { relations, hidden } = filtered(shop(), asked({ tag: ['team=nobody'] }), null);
  assert.equal(relations.servers.size, 0);
  assert.deepEqual(hidden, { node: 5, stream: 2 });
});

test('a tag may be asked for without its value; its value may hold what parts them', () => {
  assert.ok(hasTag({ tags: { team: 'shop' } }, 'team'));
  assert.ok(hasTag({ tags: { team: 'a=b' } }, 'team=a=b'));
  assert.ok(!hasTag({ tags: { team: 'shop' } }, 'team=sho'));
});

test('what nobody watches is told apart from what does not answer', () => {
  const relations = fleet({
    servers: {
      away: { status: 'disconnected', databases: { archive: {} } },
      unseen: { status: 'disconnected', databases: { notes: { error: { code: 'not_polled' } } } },
    },
  });
  const asksFor = (status) => {
    const { asks } = filtered(relations, asked({ status: [status] }), null);
    return [...relations.nodes.values()].filter((node) => asks('node', node)).map(({ id }) => id);
  };
  assert.deepEqual(asksFor('disconnected'), ['archive']);
  assert.deepEqual(asksFor('unwatched'), ['notes']);
  assert.equal(facets(relations).status.get('unwatched'), 1);
});

test('a value is chosen and let go', () => {
  const chosen = toggled(noFilter, 'status', 'error');
  assert.deepEqual(chosen.status, ['error']);
  assert.deepEqual(toggled(chosen, 'status', 'error').status, []);
});

test('what there is to choose from is counted', () => {
  const { status, environment, tag } = facets(shop());
  assert.equal(status.get('disconnected'), 1);
  assert.equal(status.get('error'), 1);
  assert.equal(environment.get('production'), 4);
  assert.equal(tag.get('team=shop'), 2);
});
