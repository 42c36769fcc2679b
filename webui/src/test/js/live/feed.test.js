import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { asOf } from '../../../main/js/dashboard/dashboardPage.js';
import { feeding } from '../../../main/js/live/feed.js';
import { FakeClock, settle } from './fakeClock.js';

let clock, sockets, looks, feed;

const map = (generatedAt, status) => ({ generatedAt, servers: [], nodes: [{ id: 'a', status }], streams: [] });
const say = (data) =>
  sockets.at(-1).onmessage({ data: JSON.stringify({ type: 'snapshot', epoch: 'e', seq: 1, data }) });
const fail = () => sockets.at(-1).onclose({ code: 1006 });
const status = () => feed.state.nodes.get('a')?.status;
const answer = async (data) => {
  looks.shift()(data);
  await settle();
};

beforeEach(() => {
  clock = new FakeClock();
  sockets = [];
  looks = [];
  const feeds = feeding(() => {}, {
    open: () => {
      sockets.push({ close() {} });
      return sockets.at(-1);
    },
    clock,
    sessionLives: async () => true,
    look: () => new Promise((resolve) => looks.push(resolve)),
    goToLogin: () => {},
  });
  feed = feeds.feed;
  feeds.socket.start();
});

test('while there is no socket, each attempt that failed looks by plain HTTP', async () => {
  say(map('2026-11-22T11:00:00Z', 'connected'));
  fail();
  await answer(map('2026-11-22T11:00:10Z', 'disconnected'));
  assert.equal(status(), 'disconnected');
  await clock.advance(15_000);
  fail();
  await answer(map('2026-11-22T11:00:30Z', 'pending'));
  assert.equal(status(), 'pending');
});

test('what the socket brought meanwhile is not undone', async () => {
  fail();
  await clock.advance(15_000);
  say(map('2026-11-22T11:00:10Z', 'connected'));
  await answer(map('2026-11-22T11:00:20Z', 'disconnected'));
  assert.equal(status(), 'connected');
});

test('what is older than what is shown is not shown, and no answer changes nothing', async () => {
  say(map('2026-11-22T11:00:00Z', 'connected'));
  fail();
  await answer(map('2026-11-22T10:00:00Z', 'disconnected'));
  assert.equal(status(), 'connected');
  await clock.advance(15_000);
  fail();
  await answer(null);
  assert.equal(status(), 'connected');
});

test('the dashboard says “now” only while it is', () => {
  const state = { generatedAt: '2026-11-22T11:00:00Z' };
  assert.equal(asOf(null, state, { name: 'live' }), 'As it is now.');
  assert.equal(asOf(null, state, { name: 'reconnecting' })[0], 'As last heard at ');
  assert.equal(asOf(state, state, { name: 'live' })[0], 'Held as of ');
});
