import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DatabasePage } from '../../../main/js/database/databasePage.js';
import { fakePage } from '../dom/fakePage.js';
import { tabOf } from './tab.js';

const PATH = '/api/databases/d';
const saved = {
  id: 'd',
  name: 'orders',
  host: 'db',
  port: 5432,
  database: 'shop',
  credentials: 'file:monitor',
  tags: {},
  notes: 'old',
  version: 1,
  updatedBy: 'ann',
  updatedAt: '2026-11-21T09:00:00Z',
};
const conflict = { code: 'version_conflict', title: 'It is at version 2', remedy: 'Read it again' };

async function opened(t) {
  tabOf(t);
  const page = fakePage(t);
  const left = [];
  globalThis.location.assign = (path) => left.push(path);
  new DatabasePage('d');
  await page.asked(PATH).answer(200, saved);
  await page.live();
  const type = (id, value) => page.named(id).fire('input', { target: { value } });
  const save = () => page.document.body.all(({ tag }) => tag === 'form')[0].fire('submit', { preventDefault() {} });
  return { page, type, save, left };
}

test('who saves after somebody else is told what both changed, and saves over it with all that they did not touch', async (t) => {
  const { page, type, save, left } = await opened(t);
  type('notes', 'mine');
  save();
  await page.asked(PATH, 'PUT').answer(409, conflict);
  await page
    .asked(PATH)
    .answer(200, { ...saved, notes: 'theirs', environment: 'production', version: 2, updatedBy: 'bob' });
  assert.match(page.text(), /changed meanwhile by bob/);
  assert.match(page.text(), /Notes: “theirs”/);
  assert.match(page.text(), /Environment: “production”/);
  assert.doesNotMatch(page.text(), /Read it again/);

  await page.click('Save mine over it');
  const sent = page.asked(PATH, 'PUT');
  assert.equal(sent.headers['If-Match'], '"2"');
  assert.equal(JSON.parse(sent.body).notes, 'mine');
  assert.equal(JSON.parse(sent.body).environment, 'production');
  await sent.answer(200, saved);
  assert.deepEqual(left, ['/databases']);
});

test('who takes theirs has them in the form, and nothing is in dispute', async (t) => {
  const { page, type, save } = await opened(t);
  type('notes', 'mine');
  save();
  await page.asked(PATH, 'PUT').answer(409, conflict);
  await page.asked(PATH).answer(200, { ...saved, notes: 'theirs', version: 2 });
  await page.click('Take theirs');
  assert.equal(page.named('notes').value, 'theirs');
  assert.ok(page.isEnabled('Save'));
  assert.equal(page.button('Save mine over it'), undefined);
});

test('what a test found is told to be of before as soon as another way is entered, also while it is gone', async (t) => {
  const { page, type } = await opened(t);
  await page.click('Test the connection');
  await page.asked('/api/databases/test', 'POST').answer(200, { ok: true, stages: [] });
  assert.match(page.text(), /can be reached and used/);
  type('notes', 'says nothing of the way');
  await page.tick(0);
  assert.match(page.text(), /can be reached and used/);
  type('host', 'nowhere.invalid');
  await page.tick(0);
  assert.match(page.text(), /Of what was entered before/);
  assert.doesNotMatch(page.text(), /can be reached and used/);

  await page.click('Test the connection');
  type('host', 'elsewhere');
  await page.asked('/api/databases/test', 'POST').answer(200, { ok: true, stages: [] });
  assert.match(page.text(), /Of what was entered before/);
});

test('a wrong port hides nothing else that is wrong', async (t) => {
  const { page, type, save } = await opened(t);
  type('port', '99999999999');
  save();
  const errors = [
    { field: 'port', message: 'must be between 1 and 65535' },
    { field: 'host', message: 'is required' },
  ];
  await page.asked(PATH, 'PUT').answer(422, { title: 'Two fields are wrong', errors });
  assert.equal(page.named('port-wrong').text, '“99999999999” is no port: it must be between 1 and 65535');
  assert.equal(page.named('host-wrong').text, 'is required');
});
