import assert from 'node:assert/strict';
import { test } from 'node:test';
import { said } from '../../../main/js/database/pickSecret.js';
import { Secrets } from '../../../main/js/database/secrets.js';
import { FakeClock, settle } from '../live/fakeClock.js';

function desk(wish = {}) {
  const clock = new FakeClock();
  const asked = [];
  const world = {
    get: (path) => new Promise((answer) => asked.push({ path, answer })),
    setTimeout: (run, after) => clock.setTimeout(run, after),
    clearTimeout: (id) => clock.clearTimeout(id),
  };
  return { clock, asked, secrets: new Secrets(wish, () => {}, world) };
}

const told = (...names) => ({ body: { items: names.map((name) => ({ name })), more: false, troubles: [] } });

test('AWS is asked once somebody has stopped writing', async () => {
  const { clock, asked, secrets } = desk({ region: 'eu-west-1' });
  secrets.want({ text: 'o' });
  secrets.want({ text: 'or' });
  await clock.advance(299);
  assert.equal(asked.length, 0);
  await clock.advance(1);
  assert.deepEqual(
    asked.map(({ path }) => path),
    ['/api/aws/secrets?q=or&region=eu-west-1'],
  );
});

test('an answer to a former wish is not shown', async () => {
  const { clock, asked, secrets } = desk();
  secrets.look();
  secrets.want({ text: 'orders' });
  await clock.advance(300);
  asked[1].answer(told('orders'));
  asked[0].answer(told('everything'));
  await settle();
  assert.deepEqual(
    secrets.found.items.map(({ name }) => name),
    ['orders'],
  );
  assert.equal(secrets.asking, false);
});

test('half of a region is not asked for', async () => {
  const { clock, asked, secrets } = desk();
  secrets.want({ region: 'eu-we' });
  await clock.advance(1000);
  assert.equal(secrets.isRegion, false);
  assert.equal(asked.length, 0);
  secrets.want({ region: 'us-gov-west-1' });
  await clock.advance(300);
  assert.equal(asked.length, 1);
});

test('a dialog that was closed hears nothing more', async () => {
  const { clock, asked, secrets } = desk();
  secrets.look();
  secrets.want({ text: 'x' });
  secrets.stop();
  await clock.advance(300);
  asked[0].answer(told('late'));
  await settle();
  assert.equal(secrets.found, null);
  assert.equal(asked.length, 1);
});

test('where there is none it is said what to do, unless something else is in the way', () => {
  const found = { items: [], more: false, troubles: [] };
  assert.match(said({ found, wish: { text: '' } }), /Store one at AWS/);
  assert.match(said({ found, wish: { text: 'x' } }), /None has that in its name/);
  assert.equal(said({ found: { ...found, troubles: [{}] }, wish: { text: '' } }), '');
  assert.match(said({ found: { ...found, items: [{}], more: true }, wish: { text: '' } }), /first 1/);
});
