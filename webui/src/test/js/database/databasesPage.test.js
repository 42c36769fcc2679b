import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DatabasesPage } from '../../../main/js/database/databasesPage.js';
import { fakePage } from '../dom/fakePage.js';

const PATH = '/api/databases';
const generatedAt = '2026-11-21T10:00:00Z';
const database = (name) => ({ id: name, name, host: 'db', port: 5432, database: name, tags: {}, updatedBy: 'ann' });
const list = (...names) => ({ items: names.map(database) });
const map = (...names) => ({ generatedAt, nodes: names.map((id) => ({ id, name: id, status: 'connected' })) });

async function opened(t) {
  const page = fakePage(t);
  new DatabasesPage();
  await page.asked(PATH).answer(200, list('orders'));
  await page.live(map('orders'));
  return page;
}

test('databases are searched by what is shown, and it is said where none fits', async (t) => {
  const page = await opened(t);
  const search = async (value) => {
    page.named('search').fire('input', { target: { value } });
    await page.tick(0);
  };
  await search('connected');
  assert.match(page.text(), /Registered \(1\)/);
  await search('updatedBy');
  assert.match(page.text(), /No database fits “updatedBy”/);
  assert.doesNotMatch(page.text(), /Registered \(0\)/);
});

test('the list is read anew when the map shows one that was registered elsewhere', async (t) => {
  const page = await opened(t);
  assert.equal(page.asked(PATH), undefined);
  await page.live(map('orders', 'ledger'));
  await page.asked(PATH).answer(200, list('orders', 'ledger'));
  assert.match(page.text(), /Registered \(2\)/);
  await page.live(map('orders', 'ledger'));
  assert.equal(page.asked(PATH), undefined);
});

test('the list is read anew when one was taken out elsewhere', async (t) => {
  const page = await opened(t);
  await page.live(map());
  await page.asked(PATH).answer(200, list());
  assert.match(page.text(), /No database is registered yet/);
  assert.equal(page.asked(PATH), undefined);
});

test('what the map lacks or nobody registered is no reason to ask again and again', async (t) => {
  const page = await opened(t);
  await page.live(map('orders', 'late'));
  await page.asked(PATH).answer(200, list('orders'));
  await page.live(map('orders', 'late'));
  assert.equal(page.asked(PATH), undefined);
  const { nodes } = map('orders', 'late');
  await page.live({ generatedAt, nodes: [...nodes, { id: 'end', status: 'unregistered' }] });
  assert.equal(page.asked(PATH), undefined);
});

test('what was registered while the list was read is not missed', async (t) => {
  const page = fakePage(t);
  new DatabasesPage();
  await page.live(map('orders'));
  await page.asked(PATH).answer(200, list());
  await page.asked(PATH).answer(200, list('orders'));
  assert.match(page.text(), /Registered \(1\)/);
});

test('a list that cannot be read leaves what was read before', async (t) => {
  const page = await opened(t);
  await page.live(map('orders', 'ledger'));
  await page.asked(PATH).answer(503, { title: 'The store is away' });
  assert.match(page.text(), /The store is away/);
  assert.match(page.text(), /Registered \(1\)/);
});
