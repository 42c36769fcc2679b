import assert from 'node:assert/strict';
import { test } from 'node:test';
import { patch } from '../../../main/js/dom/patch.js';
import { fitting, StreamErrors } from '../../../main/js/stream/errors.js';
import { fakePage } from '../dom/fakePage.js';

const PATH = '/api/replication/streams/s/errors';
const errors = [
  { side: 'target', code: 'unique_violation', message: 'Key (id)=(145)' },
  { side: 'source', code: 'slot_busy', message: 'slot is active' },
];
const said = (message, at = '2026-11-21T09:00:00Z') => ({ at, side: 'target', severity: 'error', code: 'x', message });

async function drawn(t, items, next = null) {
  const page = fakePage(t);
  const shown = new StreamErrors('s', () => patch(page.document.body, shown.draw()));
  await page.asked(PATH).answer(200, { items, next });
  return { page, shown };
}

const messages = (page) => page.document.body.all(({ tag }) => tag === 'li').map((each) => each.childNodes[1].text);

test('filters narrow each other', () => {
  const all = { side: '', code: '' };
  assert.equal(fitting(errors, all).length, 2);
  assert.deepEqual(fitting(errors, { ...all, side: 'source' }), [errors[1]]);
  assert.deepEqual(fitting(errors, { ...all, side: 'source', code: 'unique_violation' }), []);
});

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
