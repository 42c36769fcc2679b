import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boxesOf } from '../../../main/js/map/boxes.js';
import { geometry } from '../../../main/js/map/geometry.js';
import { arrange, spokesman } from '../../../main/js/map/groups.js';
import { Layouts } from '../../../main/js/map/layouts.js';
import { fleet } from '../health/fleet.js';

const world = () =>
  fleet({
    servers: {
      a: { region: 'here', databases: { one: {} } },
      b: { region: 'here', databases: { two: { status: 'disconnected' } } },
      c: { region: 'there', databases: { three: {} } },
      d: { databases: { four: {} } },
    },
    streams: {
      inside: ['one', 'two'],
      over: ['one', 'three', { lagSeconds: 1 }],
      late: ['two', 'three', { lagSeconds: 9 }],
      out: ['three', 'four', { status: 'error' }],
    },
  });

test('servers whose region is not known stand in no group', () => {
  assert.deepEqual(
    arrange(world(), 'region', []).groups.map(({ key, servers }) => [key, servers.length]),
    [
      ['here', 2],
      ['there', 1],
    ],
  );
});

test('without groups everything is drawn as it is', () => {
  const relations = world();
  assert.equal(arrange(relations, null, []).relations, relations);
  assert.equal(arrange(relations, 'region', []).relations, relations);
});

test('a collapsed group takes its servers and streams along, and joins what leads out of it', () => {
  const { relations, joints } = arrange(world(), 'region', ['here']);
  assert.deepEqual([...relations.servers.keys()], ['c', 'd']);
  assert.deepEqual([...relations.streams.keys()], ['out']);
  assert.deepEqual(
    joints.map(({ id, streams }) => [id, streams.length]),
    [['here>c>logical', 2]],
  );
});

test('between two collapsed groups there is one line', () => {
  const { joints } = arrange(world(), 'region', ['here', 'there']);
  assert.deepEqual(
    joints.map(({ id }) => id),
    ['here>there>logical', 'there>d>logical'],
  );
});

test('a group tells its counts and its worst state', () => {
  const [here, there] = arrange(world(), 'region', ['here', 'there']).groups;
  assert.deepEqual([here.databases, here.streams, here.within, here.unreachable], [2, 3, 1, 1]);
  assert.equal(here.state.tone, 'bad');
  assert.equal(there.failing, 1);
});

test('the worst stream speaks for its line, and among equals the furthest behind', () => {
  const { joints } = arrange(world(), 'region', ['here']);
  assert.equal(spokesman(joints[0].streams).id, 'late');
});

test('a frame is around its servers, wherever they were put', () => {
  const relations = world();
  const layout = { groups: {}, streams: {}, servers: { a: { x: 0, y: 0 }, b: { x: 0, y: 200 }, c: { x: 900, y: 0 } } };
  const { groups } = arrange(relations, 'region', []);
  const before = boxesOf(relations, { layout, groups }).groups.get('here');
  const after = boxesOf(relations, { layout, groups, moved: { b: { x: 500, y: 200 } } }).groups.get('here');
  assert.ok(before.x < 0 && before.y < 0 && before.height > 300);
  assert.equal(after.width, before.width + 500);
});

test('a box that the layout does not know yet stands below', () => {
  const scene = arrange(world(), 'region', ['here']);
  const layout = { groups: {}, streams: {}, servers: { c: { x: 0, y: 0 }, d: { x: 400, y: 0 } } };
  const { groups } = boxesOf(scene.relations, { layout, groups: scene.groups });
  assert.ok(groups.get('here').y > 64);
});

test('who was moved leaves the computed routes of its streams behind', () => {
  const relations = world();
  const route = [
    { x: 264, y: 78 },
    { x: 500, y: 78 },
  ];
  const layout = {
    groups: {},
    streams: { over: route },
    servers: { a: { x: 0, y: 0 }, b: { x: 0, y: 200 }, c: { x: 500, y: 0 }, d: { x: 900, y: 0 } },
  };
  const of = geometry();
  assert.deepEqual(of(relations, { layout }).routes.get('over').points, route);
  const moved = of(relations, { layout, moved: { c: { x: 500, y: 400 } } });
  assert.equal(moved.boxes.cards.get('c').y, 400);
  assert.notDeepEqual(moved.routes.get('over').points, route);
});

test('the line of many streams leads from box to card', () => {
  const scene = arrange(world(), 'region', ['here']);
  const layout = {
    groups: { here: { x: 0, y: 0, width: 264, height: 92 } },
    streams: {},
    servers: { c: { x: 600, y: 0 }, d: { x: 900, y: 0 } },
  };
  const { routes } = geometry()(scene.relations, { layout, groups: scene.groups, joints: scene.joints });
  assert.deepEqual(routes.get('here>c>logical').points[0], { x: 264, y: 46 });
});

test('a layout stays until the next has come, and is not asked for twice', async () => {
  const asked = [];
  let changes = 0;
  const layouts = new Layouts(
    (by, collapsed) => {
      asked.push([by, ...collapsed]);
      return Promise.resolve({ of: collapsed.length });
    },
    () => (changes += 1),
  );
  assert.equal(layouts.of('region', [], 'k'), null);
  assert.equal(layouts.of('region', [], 'k'), null);
  await Promise.resolve();
  const first = layouts.of('region', [], 'k');
  assert.equal(first.body.of, 0);
  assert.equal(layouts.of('region', ['here'], 'k'), first);
  await Promise.resolve();
  assert.deepEqual(layouts.of('region', ['here'], 'k').collapsed, ['here']);
  assert.deepEqual(asked, [['region'], ['region', 'here']]);
  assert.equal(changes, 2);
  assert.equal(layouts.of(null, [], null), null);
});
