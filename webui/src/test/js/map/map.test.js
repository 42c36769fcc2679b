import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boxesOf } from '../../../main/js/map/boxes.js';
import { fitter, wholeParts } from '../../../main/js/map/fit.js';
import { geometry } from '../../../main/js/map/geometry.js';
import { LABEL, along, placeLabels } from '../../../main/js/map/labels.js';
import { rounded, wayOf, routeOf } from '../../../main/js/map/route.js';
import { nearest } from '../../../main/js/map/steer.js';
import { fleet } from '../health/fleet.js';
import { between } from './twoServers.js';

const two = () => between({ s: false }, { right: 500 });

test('what the server has not placed stands below, apart from the rest', () => {
  const { cards, rows } = boxesOf(
    fleet({
      servers: { a: { position: { x: 0, y: 0, width: 264, height: 300 } }, b: { databases: { y: {} } }, c: {} },
    }),
  );
  assert.ok(cards.get('b').y > 300);
  assert.notEqual(cards.get('b').x, cards.get('c').x);
  assert.equal(rows.get('y').y, cards.get('b').y + 56);
});

test('without a route a curve leads from the facing sides of the two rows', () => {
  const { points } = routeOf(wayOf(two().streams.get('s'), boxesOf(two())));
  assert.deepEqual(points[0], { x: 264, y: 78 });
  assert.ok(Math.abs(points.at(-1).x - 500) < 10 && points.at(-1).y === 78);
});

test('the corners of a route are rounded, by less where sides are short', () => {
  assert.equal(
    rounded([
      { x: 0, y: 0 },
      { x: 100, y: 0 },
      { x: 100, y: 8 },
    ]),
    'M0,0L96,0Q100,0 100,4L100,8',
  );
});

test('a stream with an end that stands nowhere has no line', () => {
  assert.equal(
    wayOf({ type: 'logical', sourceServerId: 'gone', targetServerId: 'b', targetId: 'y' }, boxesOf(two())),
    null,
  );
});

test('labels of lines that share a path do not lie on one another', () => {
  const points = [
    { x: 0, y: 0 },
    { x: 1000, y: 0 },
  ];
  const placed = placeLabels(
    new Map([
      ['a', { points }],
      ['b', { points }],
      ['c', { points }],
    ]),
    new Map(),
  );
  const xs = [...placed.values()].map(({ x }) => x).sort((a, b) => a - b);
  assert.ok(xs[1] - xs[0] >= LABEL.width && xs[2] - xs[1] >= LABEL.width, xs.join());
});

test('a label avoids the card that its line passes', () => {
  const card = { x: 420, y: -50, width: 160, height: 100 };
  const { x } = placeLabels(
    new Map([
      [
        'a',
        {
          points: [
            { x: 0, y: 0 },
            { x: 1000, y: 0 },
          ],
        },
      ],
    ]),
    new Map([['card', card]]),
  ).get('a');
  assert.ok(x + LABEL.width / 2 <= card.x || x - LABEL.width / 2 >= card.x + card.width);
});

test('a part of a line is measured along its length', () => {
  assert.deepEqual(
    along([
      { x: 0, y: 0 },
      { x: 10, y: 0 },
      { x: 10, y: 30 },
    ])(0.5),
    { x: 10, y: 10 },
  );
});

test('changed numbers leave the geometry the very same object', () => {
  const of = geometry();
  const before = of(two());
  const changed = two();
  changed.streams.get('s').lagBytes = 99;
  assert.equal(of(changed), before);
  const moved = two();
  moved.servers.get('b').position = { x: 600, y: 0, width: 264, height: 108 };
  assert.notEqual(of(moved), before);
});

test('text is shortened to what fits, and no further', () => {
  const fit = fitter((text) => text.length * 10);
  assert.equal(fit('orders', 60, 'f'), 'orders');
  assert.equal(fit('orders', 50, 'f'), 'orde…');
});

test('arrow keys go to the nearest thing that way', () => {
  const places = new Map([
    ['right', { x: 100, y: 10 }],
    ['far', { x: 60, y: 200 }],
    ['left', { x: -50, y: 0 }],
  ]);
  const from = { x: 0, y: 0 };
  assert.equal(nearest('ArrowRight', from, places), 'right');
  assert.equal(nearest('ArrowLeft', from, places), 'left');
  assert.equal(nearest('ArrowDown', from, places), 'far');
  assert.equal(nearest('ArrowUp', from, places), null);
  assert.equal(nearest('a', from, places), null);
});

test('figures on a line are shown whole or not at all', () => {
  const fit = fitter((text) => text.length * 6);
  assert.equal(wholeParts(fit, 'failing · 624 kB · 47 s', 144, ''), 'failing · 624 kB · 47 s');
  assert.equal(wholeParts(fit, 'failing · 624 kB · 47 s', 137, ''), 'failing · 624 kB');
  assert.equal(wholeParts(fit, 'failing · 624 kB · 47 s', 60, ''), 'failing');
  assert.equal(wholeParts(fit, 'a name of one part', 60, ''), 'a name of…');
});
