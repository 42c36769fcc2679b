import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CHARTS, columns, worthDrawing } from '../../../main/js/stream/course.js';

const { series } = CHARTS.find(({ id }) => id === 'lag-bytes');
const thresholds = { lagBytes: 1000, lagSeconds: 300, retainedWalBytes: 5000 };
const bucket = (at, bytes) => ({ at, lagBytes: { max: bytes, avg: bytes } });
const course = (...bytes) => ({
  buckets: bytes.map((each, i) => bucket(new Date(i * 60_000).toISOString(), each)),
  pace: 60,
  thresholds,
});

test('the threshold is a line over all of the time that is known', () => {
  assert.deepEqual(columns(course(10, 20), series).at(-1), [1000, 1000]);
});

test('a threshold far above all that was is not drawn, and would press it flat', () => {
  assert.deepEqual(worthDrawing(course(10, 20), series), [true, true, false]);
  assert.deepEqual(worthDrawing(course(10, 900), series), [true, true, true]);
  assert.deepEqual(worthDrawing({ buckets: [] }, series), [true, true, false]);
});
