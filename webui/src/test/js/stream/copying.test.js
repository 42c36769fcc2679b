import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Copying, left, share } from '../../../main/js/stream/copying.js';

const copied = (bytesCopied, rowsCopied, state = 'copying') => ({ id: 't', copy: { state, bytesCopied, rowsCopied } });

function paceOf(...readings) {
  const copying = new Copying();
  for (const [at, table] of readings) copying.note([table], at);
  return copying.pace('t');
}

test('the pace is that between what was read, and none before there is a while between', () => {
  assert.equal(paceOf([0, copied(0, 0)]), null);
  assert.equal(paceOf([0, copied(0, 0)], [2000, copied(100, 10)]), null);
  assert.deepEqual(paceOf([0, copied(0, 0)], [5000, copied(1000, 50)]), { bytes: 200, rows: 10 });
});

test('a copy that began anew, or is over, has no pace of before', () => {
  assert.equal(paceOf([0, copied(5000, 50)], [5000, copied(100, 1)]), null);
  assert.equal(paceOf([0, copied(0, 0)], [5000, copied(1000, 50)], [10_000, copied(1000, 50, 'copied')]), null);
});

test('what was long ago tells nothing of now', () => {
  const readings = Array.from({ length: 30 }, (_, i) => [i * 5000, copied(i < 15 ? i * 1000 : 15_000, 1)]);
  assert.equal(paceOf(...readings).bytes, 0);
});

test('what is left follows from the rows of the source, and is unknown where these are not', () => {
  const of = (source, pace = { rows: 10 }) => {
    const table = { ...copied(100, 250), source, pace };
    return [share(table), left(table)];
  };
  assert.deepEqual(of({ rows: 1000 }), [0.25, 75]);
  assert.deepEqual(of({ rows: 1000 }, null), [0.25, null]);
  assert.deepEqual(of({ rows: 1000 }, { rows: 0 }), [0.25, null]);
  assert.deepEqual(of({ rows: 1000, filter: 'id > 5' }), [null, null]);
  assert.deepEqual(of({ rows: null }), [null, null]);
  assert.deepEqual(of({ rows: 200 }), [null, null]);
  assert.deepEqual(of(undefined), [null, null]);
});
