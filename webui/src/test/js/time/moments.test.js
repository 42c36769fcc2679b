import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readMoment, withMoment } from '../../../main/js/time/address.js';
import {
  changeInWords,
  gaps,
  marks,
  MINUTE,
  nearestChange,
  step,
  windowFor,
  windowOf,
} from '../../../main/js/time/moments.js';

const at = (time) => Date.parse(`2026-11-22T${time}Z`);
const now = at('12:00:30');
const begins = at('09:00:10');
const down = { at: '2026-11-22T11:30:20Z', kind: 'node', id: 'n', name: 'shop', was: { status: 'connected' } };
const change = (time, status, more) => ({ ...down, at: new Date(at(time)).toISOString(), is: { status }, ...more });

test('a window ends with the minute of now and begins where history does at the earliest when all is asked for', () => {
  assert.deepEqual(windowOf('1h', { now, begins }), { from: at('11:00:00'), to: at('12:00:00') });
  assert.equal(windowOf('all', { now, begins }).from, at('09:01:00'));
  assert.equal(windowOf('unheard of', { now, begins }).from, at('11:00:00'));
});

test('a moment of another time widens the window until it lies within', () => {
  assert.equal(windowFor(at('11:30:00'), '1h', { now, begins }), '1h');
  assert.equal(windowFor(at('09:30:00'), '1h', { now, begins }), '6h');
  assert.equal(windowFor(at('11:30:00'), '1d', { now, begins }), '1d');
  assert.equal(windowFor(at('11:30:00') - 400 * 1440 * MINUTE, '1h', { now, begins }), 'all');
});

test('a step goes from minute to minute, to now at the end, and not before the beginning', () => {
  assert.equal(step(null, -1, { now, begins }), at('11:59:00'));
  assert.equal(step(at('11:59:00'), 1, { now, begins }), null);
  assert.equal(step(at('11:00:00'), -600, { now, begins }), at('09:01:00'));
});

test('the nearest change is the first minute that shows it, and one of this very minute is now', () => {
  const changes = [change('10:15:20', 'disconnected'), change('11:30:00', 'connected'), change('12:00:10', 'pending')];
  assert.equal(nearestChange(changes, null, -1, now), at('11:30:00'));
  assert.equal(nearestChange(changes, at('11:30:00'), -1, now), at('10:16:00'));
  assert.equal(nearestChange(changes, at('10:16:00'), -1, now), undefined);
  assert.equal(nearestChange(changes, at('11:30:00'), 1, now), null);
  assert.equal(nearestChange([], null, 1, now), undefined);
});

test('changes that lie together are one mark of the worst tone', () => {
  const window = { from: at('11:00:00'), to: at('12:00:00') };
  const found = marks(
    [change('11:30:00', 'connected'), change('11:30:01', 'disconnected'), change('11:45:00', 'connected')],
    window,
    60,
  );
  assert.deepEqual(
    found.map(({ tone, changes }) => [tone, changes.length]),
    [
      ['bad', 2],
      ['ok', 1],
    ],
  );
  assert.deepEqual(marks([change('10:00:00', 'connected')], window), []);
});

test('times at which nobody looked are gaps, but for the last minutes that are about to be written', () => {
  const window = { from: at('11:00:00'), to: at('12:00:00') };
  const span = (from, to) => ({ from: new Date(at(from)).toISOString(), to: new Date(at(to)).toISOString() });
  assert.deepEqual(gaps([span('10:00:00', '11:15:00'), span('11:30:00', '11:59:00')], window), [
    { from: 0.25, to: 0.5 },
  ]);
  assert.deepEqual(gaps([], window), [{ from: 0, to: 1 }]);
});

test('a change is told in the words of the map', () => {
  assert.equal(changeInWords(change('11:30:00', 'disconnected')), 'shop: connected → unreachable');
  assert.equal(changeInWords({ ...down, is: null }), 'shop went');
  assert.equal(changeInWords({ ...down, was: null, is: { status: 'pending' } }), 'shop came');
});

test('a moment in the address is read as it was written, and leaves the rest of it alone', () => {
  const shared = withMoment('http://here/?q=a#stream/s', at('11:30:00'));
  assert.equal(shared.hash, '#stream/s');
  assert.equal(readMoment(shared.search), at('11:30:00'));
  assert.equal(withMoment(shared.href, null).href, 'http://here/?q=a#stream/s');
  assert.equal(readMoment(''), null);
  assert.ok(Number.isNaN(readMoment('?at=noon')));
});
