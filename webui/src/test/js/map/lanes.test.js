import assert from 'node:assert/strict';
import { test } from 'node:test';
import { geometry } from '../../../main/js/map/geometry.js';
import { beside } from '../../../main/js/map/lanes.js';
import { distance } from '../../../main/js/map/route.js';
import { between, many } from './twoServers.js';

const ROW = { top: 56, bottom: 100 };

const routesOf = (relations) => geometry()(relations).routes;
const heightsAtLeft = (routes) =>
  [...routes.values()].map(({ points }) => [points[0], points.at(-1)].sort((a, b) => a.x - b.x)[0].y);
const withRoute = (relations, route) => {
  for (const stream of relations.streams.values()) stream.route = route;
  return relations;
};

/** The least distance between samples of the one line and the other. */
function clearance(one, other) {
  return Math.min(...one.points.flatMap((a) => other.points.map((b) => distance(a, b))));
}

test('a stream alone between two databases runs in the middle of the row', () => {
  assert.deepEqual(heightsAtLeft(routesOf(between({ s: false }))), [78]);
});

test('streams between the same two databases run side by side, about the middle, also those that come back', () => {
  assert.deepEqual(heightsAtLeft(routesOf(between({ s1: false, s2: false, s3: true }))), [68, 78, 88]);
});

test('neither there nor back does one line touch the other, up or down', () => {
  for (const place of [{ down: -300 }, { down: -40 }, {}, { down: 300 }, { right: 40, down: 220 }]) {
    const routes = [
      ...routesOf(
        between(
          many(4, (i) => i % 2 === 1),
          place,
        ),
      ).values(),
    ];
    for (const [i, one] of routes.entries()) {
      const least = Math.min(...routes.slice(i + 1).map((other) => clearance(one, other)));
      assert.ok(least > 7, `${least} at ${JSON.stringify(place)}`);
    }
  }
});

test('those that stay keep their order when one goes, and a change of the order they are told in moves none', () => {
  const heights = (ids) => {
    const routes = routesOf(between(Object.fromEntries(ids.map((id) => [id, false]))));
    return [...routes].sort(([, a], [, b]) => a.points[0].y - b.points[0].y).map(([id]) => id);
  };
  assert.deepEqual(heights(['a', 'b', 'c', 'd']), ['a', 'b', 'c', 'd']);
  assert.deepEqual(heights(['d', 'a', 'c']), ['a', 'c', 'd']);
});

test('however many they are, they begin and end within their row, each apart from the next', () => {
  for (const count of [2, 4, 8, 30]) {
    const routes = routesOf(between(many(count)));
    const heights = heightsAtLeft(routes).sort((a, b) => a - b);
    assert.ok(heights[0] > ROW.top && heights.at(-1) < ROW.bottom, heights.join());
    assert.equal(new Set([...routes.values()].map(({ d }) => d)).size, count);
    const apart = heights[1] - heights[0];
    assert.ok(
      [...routes.values()].every(({ reach }) => reach < 2 * apart),
      'one would catch the pointer on the next',
    );
  }
});

test('beside a computed route the legs stay straight and as far apart after a bend', () => {
  const route = [
    { x: 264, y: 78 },
    { x: 340, y: 78 },
    { x: 340, y: 278 },
    { x: 432, y: 278 },
  ];
  const routes = [...routesOf(withRoute(between(many(2), { down: 200 }), route)).values()];
  assert.deepEqual(routes[0].points, [
    { x: 264, y: 73 },
    { x: 345, y: 73 },
    { x: 345, y: 273 },
    { x: 432, y: 273 },
  ]);
  assert.deepEqual(routes[1].points, [
    { x: 264, y: 83 },
    { x: 335, y: 83 },
    { x: 335, y: 283 },
    { x: 432, y: 283 },
  ]);
});

test('there and back by ways of their own, neither leaves the middle', () => {
  const relations = between({ s: false, t: true });
  relations.streams.get('s').route = [
    { x: 264, y: 78 },
    { x: 432, y: 78 },
  ];
  relations.streams.get('t').route = [
    { x: 696, y: 78 },
    { x: 720, y: 78 },
    { x: 720, y: -20 },
    { x: -20, y: -20 },
    { x: -20, y: 78 },
    { x: 0, y: 78 },
  ];
  const { routes } = geometry()(relations);
  assert.ok([...routes.values()].every(({ points }) => points[0].y === 78 && points.at(-1).y === 78));
});

test('a corner that all but turns back, or a point told twice, sends no line astray', () => {
  const line = beside(
    [
      { x: 0, y: 0 },
      { x: 60, y: 0 },
      { x: 60, y: 0 },
      { x: -20, y: 1 },
      { x: 40, y: 1 },
    ],
    10,
  );
  assert.deepEqual(
    line.map(({ x, y }) => [Math.round(x), Math.round(y)]),
    [
      [0, 10],
      [60, 10],
      [-20, 11],
      [40, 11],
    ],
  );
});
