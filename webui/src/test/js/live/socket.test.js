import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { LiveSocket } from '../../../main/js/live/socket.js';
import { FakeClock, settle } from './fakeClock.js';

let clock, sockets, phases, answers, lives, live;

beforeEach(() => {
  clock = new FakeClock();
  sockets = [];
  phases = [];
  answers = true;
  lives = true;
  live = new LiveSocket({
    open: () => {
      const socket = {
        closed: false,
        close() {
          this.closed = true;
        },
      };
      sockets.push(socket);
      return socket;
    },
    clock,
    random: () => 1,
    handle: () => answers,
    onPhase: ({ name }) => phases.push(name),
    sessionLives: async () => lives,
  });
  live.start();
});

const latest = () => sockets.at(-1);
const say = (socket = latest()) => socket.onmessage({ data: '{}' });

test('is live with the first message, not with the connection', () => {
  assert.deepEqual(phases, ['connecting']);
  say();
  assert.deepEqual(phases, ['connecting', 'live']);
});

test('waits longer after each failure, up to a limit, and starts anew after a success', async () => {
  const waits = [];
  for (let i = 0; i < 7; i++) {
    const failedAt = clock.now();
    const before = sockets.length;
    latest().onclose({ code: 1006 });
    while (sockets.length === before) await clock.advance(250);
    waits.push(clock.now() - failedAt);
  }
  assert.deepEqual(waits, [500, 1000, 2000, 4000, 8000, 15000, 15000]);
  say();
  latest().onclose({ code: 1006 });
  await clock.advance(500);
  assert.equal(sockets.length, 9);
});

test('a gap drops the socket and asks for a fresh snapshot by a new one', async () => {
  say();
  answers = false;
  say();
  assert.equal(sockets[0].closed, true);
  answers = true;
  await clock.advance(500);
  say();
  assert.deepEqual(phases, ['connecting', 'live', 'reconnecting', 'live']);
});

test('what a dropped socket still says is not heard', async () => {
  say();
  answers = false;
  say();
  await clock.advance(500);
  sockets[0].onclose({ code: 4401 });
  say(sockets[0]);
  assert.equal(phases.at(-1), 'reconnecting');
  assert.equal(sockets.length, 2);
});

test('silence beyond two heartbeats counts as dead', async () => {
  say();
  await clock.advance(20_000);
  say();
  await clock.advance(24_999);
  assert.equal(phases.at(-1), 'live');
  await clock.advance(1);
  assert.equal(phases.at(-1), 'reconnecting');
});

test('waking after a sleep finds the silence at once', () => {
  say();
  clock.sleep(3_600_000);
  live.wake();
  assert.equal(phases.at(-1), 'reconnecting');
});

test('waking while waiting to retry connects at once', () => {
  latest().onclose({ code: 1006 });
  live.wake();
  assert.equal(sockets.length, 2);
});

test('waking a healthy connection changes nothing', () => {
  say();
  live.wake();
  assert.equal(sockets.length, 1);
});

test('close code 4401 ends the session for good', async () => {
  say();
  latest().onclose({ code: 4401 });
  await clock.advance(60_000);
  assert.equal(phases.at(-1), 'over');
  assert.equal(sockets.length, 1);
});

test('a refused upgrade is told from a dead session by asking', async () => {
  lives = false;
  latest().onclose({ code: 1006 });
  await clock.advance(500);
  await settle();
  assert.equal(phases.at(-1), 'over');
});

test('after stop nothing is retried', async () => {
  live.stop();
  await clock.advance(60_000);
  assert.equal(sockets.length, 1);
  assert.equal(sockets[0].closed, true);
});
