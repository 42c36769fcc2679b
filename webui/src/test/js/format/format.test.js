import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytes, exactBytes } from '../../../main/js/format/bytes.js';
import { duration } from '../../../main/js/format/duration.js';
import { exactLag, lag } from '../../../main/js/format/lag.js';
import { localTime, utc } from '../../../main/js/format/time.js';
import { streamState } from '../../../main/js/format/words.js';

test('sizes are in powers of 1024 with at most one digit after the point', () => {
  const expected = [
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1.0 kB'],
    [153600, '150 kB'],
    [1048575, '1.0 MB'],
    [9663676416, '9.0 GB'],
    [-2048, '−2.0 kB'],
    [null, 'unknown'],
    [undefined, 'unknown'],
  ];
  for (const [count, text] of expected) assert.equal(bytes(count), text);
});

test('the exact size is grouped', () => {
  assert.equal(exactBytes(1234567), '1,234,567 bytes');
});

test('durations name their two largest units', () => {
  const expected = [
    [0, '0 s'],
    [0.0124, '12 ms'],
    [0.9996, '1.0 s'],
    [3.24, '3.2 s'],
    [9.96, '10 s'],
    [60, '1 min'],
    [80, '1 min 20 s'],
    [7500, '2 h 5 min'],
    [90000, '1 d 1 h'],
    [-5, '−5.0 s'],
    [null, 'unknown'],
  ];
  for (const [seconds, text] of expected) assert.equal(duration(seconds), text);
});

test('lag shows what is known of it, and says so when nothing is', () => {
  assert.equal(lag({ lagBytes: 2048, lagSeconds: 1.5 }), '2.0 kB · 1.5 s');
  assert.equal(lag({ lagBytes: 0, lagSeconds: null }), '0 B');
  assert.equal(lag({ lagBytes: null, lagSeconds: 0 }), '0 s');
  assert.equal(lag({ lagBytes: null, lagSeconds: null }), 'lag unknown');
  assert.equal(exactLag({ lagBytes: 2048, lagSeconds: 1.5004 }), 'Lag: 2,048 bytes, 1.5 seconds');
});

test('a time of another day carries its date, and UTC is spelled out', () => {
  const now = Date.parse('2026-11-21T10:00:00Z');
  assert.doesNotMatch(localTime('2026-11-21T09:59:00Z', now), /Nov/);
  assert.match(localTime('2026-11-10T09:59:00Z', now), /10 Nov/);
  assert.equal(localTime(null, now), 'never');
  assert.equal(utc('2026-11-21T09:59:00.123Z'), '2026-11-21 09:59:00 UTC');
});

test('a stream at rest because of an unreachable end is not shown as a finding of its own', () => {
  assert.equal(streamState({ status: 'inactive', stale: false }).tone, 'warn');
  assert.equal(streamState({ status: 'inactive', stale: true }).tone, 'idle');
  assert.equal(streamState({ status: 'something new' }).word, 'unknown');
});
