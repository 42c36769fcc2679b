import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isolated } from '../../../main/js/chart/isolated.js';
import { CHARTS, columns, courseInWords, untold, worthDrawing } from '../../../main/js/stream/course.js';

const { series, format } = CHARTS.find(({ id }) => id === 'lag-bytes');
const thresholds = { lagBytes: 1000, lagSeconds: 300, retainedWalBytes: 5000 };
const bucket = (at, bytes) => ({ at, lagBytes: { max: bytes, avg: bytes } });
const course = (...bytes) => ({
  buckets: bytes.map((each, i) => bucket(new Date(i * 60_000).toISOString(), each)),
  pace: 60,
  window: [0, 60 * (bytes.length - 1)],
  thresholds,
});

test('the threshold is a line from one edge to the other, also where nothing else is known', () => {
  assert.deepEqual(columns(course(10, 20), series).at(-1), [1000, 1000]);
  const [times, most, , warned] = columns({ ...course(10, 20), window: [-600, 600] }, series);
  assert.deepEqual(times, [-600, 0, 60, 120, 600]);
  assert.deepEqual(most, [null, 10, 20, null, null]);
  assert.deepEqual(warned, [1000, 1000, 1000, 1000, 1000]);
  assert.deepEqual(columns({ ...course(), window: [0, 600], buckets: [] }, series).at(-1), [1000, 1000]);
});

test('what nobody saw is a gap', () => {
  const [first, second] = course(10, 20).buckets;
  const late = { ...second, at: new Date(600_000).toISOString() };
  const [times, most] = columns({ ...course(), window: [0, 600], buckets: [first, late] }, series);
  assert.deepEqual(times, [0, 60, 600]);
  assert.deepEqual(most, [10, null, 20]);
});

test('what was seen once between gaps is a point, as no line leads to it', () => {
  const alone = (at, ...window) => {
    const buckets = at.map((seconds) => bucket(new Date(seconds * 1000).toISOString(), 10));
    return columns({ ...course(), window, buckets }, series)
      .slice(1)
      .map(isolated);
  };
  assert.deepEqual(alone([590], 0, 600), [[1], [1], []]);
  assert.deepEqual(alone([0, 300, 360, 600], 0, 600), [[0, 5], [0, 5], []]);
  assert.deepEqual(alone([300, 360], 0, 600), [[], [], []]);
});

test('a threshold far above all that was is not drawn, and would press it flat', () => {
  assert.deepEqual(worthDrawing(course(10, 20), series), [true, true, false]);
  assert.deepEqual(worthDrawing(course(10, 900), series), [true, true, true]);
  assert.deepEqual(worthDrawing({ buckets: [] }, series), [true, true, false]);
});

test('the legend says where a threshold is that is not drawn, and why', () => {
  const words = (bytes) => untold(course(bytes), { series, format }).at(-1);
  assert.equal(words(20), 'Warned of, if it is late: from 1000 B, far above and so not drawn');
  assert.equal(words(900), null);
  assert.match(untold({ buckets: [] }, { series, format }).at(-1), /never/);
});

test('what is now is told of the stream itself, and only where the present is shown', () => {
  const [chart] = CHARTS;
  const words = (stream, known = course(2048, 1024)) => courseInWords(known, chart, stream);
  assert.equal(words({ lagBytes: 12 }), 'up to 2.0 kB, now 12 B, warned of from 1000 B');
  assert.equal(words({ lagBytes: 4096 }), 'up to 4.0 kB, now 4.0 kB, warned of from 1000 B');
  assert.equal(words({ lagBytes: 0 }, { buckets: [] }), 'up to 0 B, now 0 B');
  for (const unknown of [null, { lagBytes: null }, { lagBytes: 12, stale: true }])
    assert.equal(words(unknown), 'up to 2.0 kB, warned of from 1000 B');
  assert.equal(words(null, { buckets: [] }), 'unknown');
  assert.deepEqual(
    CHARTS.map(({ now }) => now({ lagBytes: 1, lagSeconds: 2, retainedWalBytes: 3 })),
    [1, 2, 3],
  );
});
