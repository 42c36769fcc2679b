import assert from 'node:assert/strict';
import { test } from 'node:test';
import { notAsked } from '../../../main/js/time/happened.js';
import { Travel } from '../../../main/js/time/travel.js';
import { FakeClock, settle } from '../live/fakeClock.js';

const NOON = Date.parse('2026-11-22T12:00:00Z');
const MINUTE = 60_000;
const HISTORY = { begins: '2026-11-22T06:00:00Z', from: '2026-11-22T06:00:00Z', watched: [], changes: [] };

/** Somebody who travels, and an API that answers when it is told to. */
function journey({ search = '' } = {}) {
  const clock = new FakeClock();
  clock.sleep(NOON);
  const asked = [];
  const written = [];
  const said = [];
  const world = {
    search: () => search,
    write: (at) => written.push(at),
    get: (path) => new Promise((answer) => asked.push({ path, answer, open: true })),
    say: (text) => said.push(text),
    now: () => clock.now(),
    random: () => 0.5,
    setTimeout: (run, after) => clock.setTimeout(run, after),
    clearTimeout: (id) => clock.clearTimeout(id),
    every: () => {},
  };
  const travel = new Travel(() => {}, world);
  const answer = async (part, told) => {
    const one = asked.find(({ path, open }) => open && path.includes(part));
    assert.ok(one, `${part} was not asked for`);
    one.open = false;
    one.answer(told);
    await settle();
    return one.path;
  };
  const stills = () => asked.filter(({ path, open }) => open && path.includes('?at=')).length;
  return { clock, travel, answer, stills, written, said };
}

const map = (status) => ({
  generatedAt: '2026-11-22T11:00:00Z',
  servers: [],
  nodes: [{ id: 'a', status }],
  streams: [],
});
const present = {
  state: { generatedAt: 'now', servers: new Map(), nodes: new Map([['a', { id: 'a' }]]), streams: new Map() },
  phase: { name: 'live' },
};

test('what is no moment leads nowhere', () => {
  const { travel, stills } = journey();
  for (const at of [NaN, -Infinity, undefined]) travel.bar.go(at);
  assert.equal(travel.over(present), present);
  assert.equal(stills(), 0);
});

test('the map stays as it was, and late, until that of the moment is there', async () => {
  const { travel, answer } = journey();
  assert.equal(travel.over(present), present);

  travel.go(NOON - 10 * MINUTE);
  const before = travel.over(present);
  assert.equal(before.state, present.state);
  assert.equal(before.phase.name, 'past');
  assert.equal(before.phase.late, true);

  await answer('?at=', { body: map('disconnected') });
  const then = travel.over(present);
  assert.equal(then.state.nodes.get('a').status, 'disconnected');
  assert.equal(then.phase.late, false);
});

test('an address that names a moment never shows the present in its place', () => {
  const { travel } = journey({ search: '?at=2026-11-22T11:00Z' });
  assert.equal(travel.over(present).state.generatedAt, null);
});

test('what cannot be told shows neither the present nor another moment', async () => {
  const { travel, answer } = journey();
  travel.over(present);
  travel.go(NOON - 10 * MINUTE);
  await answer('?at=', { problem: { title: 'away' } });
  const told = travel.over(present);
  assert.equal(told.state.generatedAt, null);
  assert.equal(told.phase.problem.title, 'away');
  assert.equal(travel.bar.late, false);
});

test('what could not be told for now is asked for again, by itself and on request', async () => {
  const { clock, travel, answer, stills } = journey({ search: '?at=2026-11-22T11:00Z' });
  const away = { problem: { status: 503, title: 'away' } };
  await answer('/changes', away);
  await answer('?at=', away);
  assert.equal(travel.bar.problem.title, 'away');
  await clock.advance(2999);
  assert.equal(stills(), 0);
  await clock.advance(1);
  await answer('/changes', away);
  await answer('?at=', away);
  assert.equal(travel.over(present).phase.problem.title, 'away');

  travel.bar.again();
  await answer('/changes', { body: HISTORY });
  await answer('?at=', { body: map('connected') });
  assert.equal(travel.over(present).state.nodes.get('a').status, 'connected');
  assert.equal(travel.bar.problem, null);
  await clock.advance(60_000);
  assert.equal(stills(), 0);
});

test('what will never be told is not asked for again, nor what nobody looks at any more', async () => {
  const { clock, travel, answer, stills } = journey({ search: '?at=2026-11-22T01:00Z' });
  await answer('/changes', { body: HISTORY });
  await answer('?at=', { problem: { status: 404, title: 'before history' } });
  await clock.advance(60_000);
  assert.equal(stills(), 0);

  travel.go(NOON - 10 * MINUTE);
  await answer('?at=', { problem: { status: 0, title: 'unreachable' } });
  travel.now();
  await clock.advance(60_000);
  assert.equal(stills(), 0);
});

test('while somebody scrubs only the latest wish is asked for next', async () => {
  const { travel, answer, stills } = journey();
  for (const minutes of [10, 11, 12, 13]) travel.go(NOON - minutes * MINUTE);
  assert.equal(stills(), 1);
  await answer('?at=', { body: map('connected') });
  assert.equal(await answer('?at=', { body: map('pending') }), '/api/topology?at=2026-11-22T11:47:00.000Z');
  assert.equal(stills(), 0);
  assert.equal(travel.bar.late, false);
});

test('an answer that comes after somebody is back shows nothing of the past', async () => {
  const { travel, answer, written } = journey();
  travel.go(NOON - 10 * MINUTE);
  travel.now();
  await answer('?at=', { body: map('disconnected') });
  assert.equal(travel.over(present), present);
  assert.equal(written.at(-1), null);
});

test('playing goes on minute by minute until now', async () => {
  const { clock, travel, answer } = journey();
  await answer('/changes', { body: HISTORY });
  travel.go(NOON - 2 * MINUTE);
  await answer('?at=', { body: map('connected') });
  travel.play();
  await answer('?at=', { body: map('connected') });
  await clock.advance(1000);
  assert.equal(await answer('?at=', { body: map('connected') }), '/api/topology?at=2026-11-22T11:59:00.000Z');
  assert.equal(travel.bar.playing, true);
  await clock.advance(1000);
  assert.equal(travel.bar.at, null);
  assert.equal(travel.bar.playing, false);
});

test('playing begins no earlier than history', async () => {
  const { travel, answer } = journey({ search: '?at=2026-11-22T11:00:30Z' });
  await answer('/changes', { body: { ...HISTORY, begins: '2026-11-22T11:00:20Z' } });
  await answer('?at=', { body: map('connected') });
  travel.play();
  assert.equal(await answer('?at=', { body: map('connected') }), '/api/topology?at=2026-11-22T11:01:00.000Z');
});

test('until it was told, nobody says that there is no history', async () => {
  const { travel, answer } = journey();
  assert.equal(travel.bar.known, notAsked.known);
  assert.equal(travel.bar.known, false);
  await answer('/changes', { body: { ...HISTORY, begins: null } });
  assert.equal(travel.bar.known, true);
  assert.equal(travel.bar.begins, null);
});

test('a moment that cannot be read is told, and is now', () => {
  const { travel, said } = journey({ search: '?at=yesterday' });
  assert.equal(travel.over(present), present);
  assert.equal(said.length, 1);
});
