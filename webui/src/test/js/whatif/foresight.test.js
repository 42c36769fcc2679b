import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Foresight, named, queryOf } from '../../../main/js/whatif/foresight.js';
import { summary } from '../../../main/js/whatif/section.js';

const relations = {
  streams: new Map([
    ['feed', { id: 'feed', sourceServerId: 'a', targetServerId: 'b', sourceId: 'a1', targetId: 'b1' }],
    ['other', { id: 'other', sourceServerId: 'c', targetServerId: 'd', sourceId: 'c1', targetId: 'd1' }],
  ]),
  nodesOf: (id) => [{ id: `${id}1` }],
};

test('what is named by the effects is lifted out, with both of its ends', () => {
  const is = named({ serverId: 'a', heirId: 'e', effects: [{ streamId: 'feed', slot: null }] }, relations);
  assert.deepEqual(
    ['a', 'a1', 'b', 'b1', 'e', 'feed', 'c', 'other'].map((id) => is('any', { id })),
    [true, true, true, true, true, true, false, false],
  );
});

test('only what goes with an event is asked with it', () => {
  const all = { seconds: '3600', standbyId: 'e' };
  assert.equal(queryOf({ event: 'restart', ...all }), 'event=restart');
  assert.equal(queryOf({ event: 'downtime', ...all }), 'event=downtime&seconds=3600');
  assert.equal(queryOf({ event: 'failover', ...all }), 'event=failover&standbyId=e');
  assert.equal(queryOf({ event: 'failover', ...all, standbyId: '' }), 'event=failover');
});

test('the worst is told first, and that nothing is to be feared, too', () => {
  const of = (critical, warning, effects = 1) =>
    summary({ event: 'restart', count: { critical, warning }, effects: Array(effects) });
  assert.equal(of(2, 1), '2 critical, 1 warning.');
  assert.equal(of(0, 2), '2 warnings.');
  assert.equal(of(0, 0), 'All goes on by itself afterwards.');
  assert.equal(of(0, 0, 0), 'Nothing would come of it.');
});

/** Answers when it is told to. */
function desk() {
  const asked = [];
  const get = (path) => new Promise((answer) => asked.push({ path, answer }));
  return { asked, foresight: new Foresight(() => {}, get) };
}

const seen = (serverId) => ({ serverId, heirId: null, effects: [], asOf: '2026-11-21T10:15:00Z' });

test('what was foreseen of another event is not shown as this one', async () => {
  const { asked, foresight } = desk();
  const first = foresight.ask('a');
  asked[0].answer({ body: seen('a') });
  await first;
  assert.equal(foresight.of('a').seen.serverId, 'a');

  foresight.ask('a', { event: 'failover' });
  assert.equal(foresight.of('a').seen, null);
});

test('nor is that of another server, on the page or on the map', async () => {
  const { asked, foresight } = desk();
  const first = foresight.ask('a');
  asked[0].answer({ body: seen('a') });
  await first;

  foresight.ask('b');
  assert.equal(foresight.of('b').seen, null);
  assert.equal(foresight.of('a'), null);
  assert.equal(foresight.match({ kind: 'server', id: 'b' }, relations), null);
});

test('an answer that comes late is of nobody any more', async () => {
  const { asked, foresight } = desk();
  const first = foresight.ask('a');
  const second = foresight.ask('b');
  asked[1].answer({ body: seen('b') });
  await second;
  asked[0].answer({ body: seen('a') });
  await first;
  assert.equal(foresight.of('b').seen.serverId, 'b');
});

test('a server that does not answer is told of, and asked again when somebody wishes', async () => {
  const { asked, foresight } = desk();
  const first = foresight.ask('a');
  asked[0].answer({ problem: { title: 'The server did not answer in time' } });
  await first;
  assert.equal(foresight.of('a').problem.title, 'The server did not answer in time');
  foresight.ask('a');
  assert.equal(foresight.of('a').problem, null);
});
