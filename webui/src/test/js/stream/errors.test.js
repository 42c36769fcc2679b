import assert from 'node:assert/strict';
import { test } from 'node:test';
import { patch } from '../../../main/js/dom/patch.js';
import { StreamErrors } from '../../../main/js/stream/errors.js';
import { fakePage } from '../dom/fakePage.js';

const PATH = '/api/replication/streams/s/errors';
const said = (message, at = '2026-11-21T09:00:00Z') => ({ at, side: 'target', severity: 'error', code: 'x', message });

async function drawn(t, items, next = null) {
  const page = fakePage(t);
  const shown = new StreamErrors('s', () => patch(page.document.body, shown.draw()));
  await page.asked(PATH).answer(200, { items, next });
  return { page, shown };
}

const messages = (page) => page.document.body.all(({ tag }) => tag === 'li').map((each) => each.childNodes[1].text);

test('what is new comes before what was read, older ones stay', async (t) => {
  const { page, shown } = await drawn(t, [said('b'), said('a')], 'after a');
  await page.click('Older messages');
  await page.asked(PATH).answer(200, { items: [said('0')], next: 'after 0' });
  shown.again(false);
  assert.equal(page.asked(PATH), undefined);
  await page.tick(15_000);
  shown.again(false);
  await page.asked(PATH).answer(200, { items: [said('c'), said('b'), said('a')], next: 'after a' });
  assert.deepEqual(messages(page), ['c', 'b', 'a', '0']);
  await page.click('Older messages');
  assert.match(page.asked(PATH).path, /after\+0/);
});

test('where too much came meanwhile, it begins anew without a gap', async (t) => {
  const { page, shown } = await drawn(t, [said('a')]);
  shown.again(true);
  await page.asked(PATH).answer(200, { items: [said('z'), said('y')], next: 'after y' });
  assert.deepEqual(messages(page), ['z', 'y']);
});

test('the server is asked for what is searched', async (t) => {
  const { page } = await drawn(t, [said('a')]);
  page.named('search-errors').fire('input', { target: { value: '23505' } });
  await page.tick(300);
  assert.match(page.asked(PATH).path, /q=23505/);
  await page.asked(PATH).answer(200, { items: [] });
  assert.match(page.text(), /None fits the search/);
  assert.ok(page.named('search-errors'));
});

test('messages of one moment are drawn once each, however often', async (t) => {
  const { page, shown } = await drawn(t, [said('b'), said('a'), said('b')]);
  for (let i = 0; i < 3; i++) patch(page.document.body, shown.draw());
  assert.deepEqual(messages(page), ['b', 'a', 'b']);
});

test('the server is asked for one side and one kind, of all that were read of', async (t) => {
  const { page } = await drawn(t, [said('a')], 'after a');
  page.named('errors-side').fire('change', { target: { value: 'source' } });
  assert.match(page.asked(PATH).path, /side=source/);
  await page.asked(PATH).answer(200, { items: [{ ...said('b'), side: 'source', code: 'slot_busy' }] });
  assert.deepEqual(messages(page), ['b']);
  page.named('errors-code').fire('change', { target: { value: 'x' } });
  assert.match(page.asked(PATH).path, /side=source&code=x/);
  await page.asked(PATH).answer(200, { items: [] });
  assert.match(page.text(), /None fits the search/);
  const offered = page.named('errors-code').childNodes.map(({ text }) => text);
  assert.deepEqual(offered, ['Anything', 'slot busy', 'x']);
});
