import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nudged } from '../../../main/js/map/drag.js';
import { plainColour, withoutControls } from '../../../main/js/map/picture.js';
import { Places } from '../../../main/js/map/places.js';

function storage(text = null) {
  const kept = { text };
  return { getItem: () => kept.text, setItem: (_, to) => (kept.text = to), kept };
}

test('where servers were put outlasts the page, for each way of grouping by itself', () => {
  const kept = storage();
  new Places(() => kept).put('region', 'a', { x: 10.4, y: 20 });
  const after = new Places(() => kept);
  assert.deepEqual(after.of('region'), { a: { x: 10, y: 20 } });
  assert.deepEqual(after.of(null), {});
  after.tidy('region');
  assert.deepEqual(new Places(() => kept).of('region'), {});
});

test('what another tab moved stays where it put it, and is followed', () => {
  const kept = storage();
  const [one, other] = [new Places(() => kept), new Places(() => kept)];
  one.put(null, 'a', { x: 1, y: 1 });
  other.put(null, 'b', { x: 2, y: 2 });
  const both = { a: { x: 1, y: 1 }, b: { x: 2, y: 2 } };
  assert.deepEqual(new Places(() => kept).of(null), both);

  assert.equal(one.follow('pgrm.theme'), false);
  assert.deepEqual(one.of(null), { a: { x: 1, y: 1 } });
  assert.equal(one.follow('pgrm.map.places'), true);
  assert.deepEqual(one.of(null), both);

  other.tidy(null);
  one.put(null, 'c', { x: 3, y: 3 });
  assert.deepEqual(new Places(() => kept).of(null), { c: { x: 3, y: 3 } });
  kept.kept.text = null;
  assert.equal(one.follow(null), true);
  assert.deepEqual(one.of(null), {});
});

test('what is unreadable or forbidden does no harm', () => {
  for (const text of ['{', 'null', '[]', '{"none":{"a":{"x":"1"},"b":null}}']) {
    assert.deepEqual(new Places(() => storage(text)).of(null), {});
  }
  const places = new Places(() => {
    throw new Error('forbidden');
  });
  places.put(null, 'a', { x: 1, y: 2 });
  assert.deepEqual(places.of(null), { a: { x: 1, y: 2 } });
});

test('the same places are the same object, so that nothing is measured again', () => {
  const places = new Places(() => storage());
  assert.equal(places.of(null), places.of(null));
  assert.equal(places.of('cloud'), places.of('region'));
});

test('Shift and an arrow key move, an arrow key alone does not', () => {
  const corner = { x: 0, y: 0 };
  assert.deepEqual(nudged({ key: 'ArrowLeft', shiftKey: true }, corner), { x: -24, y: 0 });
  assert.equal(nudged({ key: 'ArrowLeft', shiftKey: false }, corner), null);
  assert.equal(nudged({ key: 'a', shiftKey: true }, corner), null);
});

test('a picture has plain colours, and no signs that XML cannot hold', () => {
  assert.equal(plainColour('color(srgb 1 0.5 0 / 0.25)'), 'rgba(255, 128, 0, 0.25)');
  assert.equal(plainColour('color(srgb 1 0 0)'), 'rgb(255, 0, 0)');
  assert.equal(plainColour('url("http://host/#hatch")'), 'url(#hatch)');
  assert.equal(withoutControls('a\u0001b\ud800c'), 'a\ufffdb\ufffdc');
});
