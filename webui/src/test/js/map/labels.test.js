import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boundsOf } from '../../../main/js/map/boxes.js';
import { boxGrid } from '../../../main/js/map/crowd.js';
import { geometry } from '../../../main/js/map/geometry.js';
import { LABEL, labelBox, placeLabels } from '../../../main/js/map/labels.js';
import { between, many } from './twoServers.js';

const bodies = (labels) =>
  [...labels.values()].map(({ x, y }) => ({ x: x - LABEL.width / 2, y: y - LABEL.height / 2, ...LABEL }));
const shared = (a, b) => {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
};
const hidden = (all) =>
  Math.max(...all.flatMap((a, i) => all.slice(i + 1).map((b) => shared(a, b) / (LABEL.width * LABEL.height))));
const straight = (length) => ({
  points: [
    { x: 0, y: 0 },
    { x: length, y: 0 },
  ],
});

test('up to eight streams between two cards have labels in the order of their lines, none on another or on a card', () => {
  for (const count of [1, 2, 3, 8]) {
    for (const isBack of [() => false, (i) => i % 2 === 1, () => true]) {
      const { boxes, routes, labels } = geometry()(between(many(count, isBack)));
      const all = bodies(labels);
      assert.ok(count === 1 || hidden(all) === 0);
      assert.ok(all.every((label) => [...boxes.cards.values()].every((card) => shared(label, card) === 0)));
      const byLine = [...routes].sort(([, a], [, b]) => a.points[0].y - b.points[0].y).map(([id]) => id);
      const byLabel = [...labels].sort(([, a], [, b]) => a.y - b.y).map(([id]) => id);
      assert.deepEqual(byLabel, byLine);
    }
  }
});

test('the column of two bundles in one corridor is shifted rather than put on the other', () => {
  const other = straight(168);
  const routes = new Map(['a', 'b', 'c'].map((id) => [id, other]));
  routes.set('d', { points: other.points.map(({ x, y }) => ({ x, y: y - 44 })) });
  routes.set('e', routes.get('d'));
  const bundle = (...ids) => ({ lanes: ids.map((id) => ({ id, ahead: true })) });
  const labels = placeLabels(routes, new Map(), [bundle('a', 'b', 'c'), bundle('d', 'e')]);
  assert.equal(hidden(bodies(labels)), 0);
  assert.equal(labels.get('e').y - labels.get('d').y, LABEL.height + 3);
});

test('where all places of its line are taken a label leaves it by a little rather than be hidden', () => {
  const routes = new Map(['a', 'b', 'c', 'd', 'e'].map((id) => [id, straight(100)]));
  const labels = placeLabels(routes, new Map());
  assert.equal(hidden(bodies(labels)), 0);
  assert.ok([...labels.values()].every(({ y }) => Math.abs(y) < 4 * LABEL.height));
});

test('more labels than there is room for are never one wholly under another', () => {
  const routes = new Map(Array.from({ length: 12 }, (_, i) => [`s${i}`, straight(100)]));
  assert.ok(hidden(bodies(placeLabels(routes, new Map()))) < 0.7);
});

test('a label that stands out beyond cards and lines is within the bounds', () => {
  const { boxes, routes, labels } = geometry()(between(many(8)));
  const boxesOfLabels = [...labels.values()].map((at) => labelBox(at));
  const bounds = boundsOf(boxes, routes, boxesOfLabels);
  assert.ok(boxesOfLabels.every(({ y, height }) => y >= bounds.y && y + height <= bounds.y + bounds.height));
  assert.ok(bounds.y < boundsOf(boxes, routes).y);
});

test('on a line that leads to the left the labels are in the order of the lines, too', () => {
  const leftwards = (y) => ({
    points: [
      { x: 600, y },
      { x: 0, y },
    ],
  });
  const routes = new Map([
    ['lower', leftwards(10)],
    ['upper', leftwards(0)],
  ]);
  const lanes = [...routes.keys()].map((id) => ({ id, ahead: true }));
  const labels = placeLabels(routes, new Map(), [{ lanes }]);
  assert.ok(labels.get('upper').y < labels.get('lower').y);
});

test('where a column has no room its labels stand along the line', () => {
  const routes = new Map(['a', 'b', 'c', 'd'].map((id) => [id, straight(1000)]));
  const lanes = [...routes.keys()].map((id) => ({ id, ahead: true }));
  const above = { x: -500, y: -220, width: 2000, height: 200 };
  const below = { ...above, y: 20 };
  const labels = placeLabels(routes, new Map(Object.entries({ above, below })), [{ lanes }]);
  const all = bodies(labels);
  assert.equal(hidden(all), 0);
  assert.ok(all.every((label) => shared(label, above) + shared(label, below) === 0));
});

test('what boxes share is counted once wherever they lie, and no more when one is taken away again', () => {
  const taken = boxGrid();
  const wide = { x: -300, y: -300, width: 700, height: 700 };
  taken.add({ x: 150, y: 150, width: 20, height: 20 });
  taken.add(wide);
  assert.equal(taken.overlap({ x: 140, y: 140, width: 40, height: 40 }), 400 + 1600);
  taken.drop(wide);
  assert.equal(taken.overlap({ x: 140, y: 140, width: 40, height: 40 }), 400);
});
