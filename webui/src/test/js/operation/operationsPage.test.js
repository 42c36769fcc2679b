import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tell } from '../../../main/js/live/operations.js';
import { OperationsPage } from '../../../main/js/operation/operationsPage.js';
import { fakePage, settled } from '../dom/fakePage.js';

const PATH = '/api/operations';
const operation = (id, status = 'running', more = {}) => ({
  id,
  kind: 'stream.pause',
  status,
  percent: 0,
  steps: [],
  subjects: ['database:shop'],
  requestedBy: id,
  requestedAt: '2026-11-21T09:00:00Z',
  ...more,
});
const SHOP = { id: 'shop', name: 'The shop', serverId: 's', status: 'connected' };

async function opened(t, search) {
  const page = fakePage(t, search);
  new OperationsPage();
  return page;
}

const cells = (page) =>
  page.document.body.all(({ tag, parent }) => tag === 'td' && parent.tag === 'tr').map(({ text }) => text);

test('where it is done shows as soon as the map is known', async (t) => {
  const page = await opened(t);
  await page.asked(PATH).answer(200, { items: [operation('ann')] });
  assert.ok(!cells(page).includes('The shop'));
  await page.live({ nodes: [SHOP] });
  assert.ok(cells(page).includes('The shop'));
});

test('what happened while the connection was away is asked for when it is back', async (t) => {
  const page = await opened(t);
  await page.live();
  while (page.asked(PATH)) await page.asked(PATH).answer(200, { items: [operation('ann')] });
  await page.lose();
  await page.tick(60_000);
  await page.asked('/api/auth/me').answer(200, {});
  await page.live();
  await page.asked(PATH).answer(200, { items: [operation('ann', 'succeeded'), operation('bob')] });
  assert.match(page.text(), /Operations \(2\)/);
  assert.ok(cells(page).includes('done'));
});

test('an answer does not take back what was heard since it was asked for', async (t) => {
  const page = await opened(t);
  await page.live();
  tell(operation('ann', 'succeeded'));
  await settled();
  while (page.asked(PATH)) await page.asked(PATH).answer(200, { items: [operation('ann'), operation('bob')] });
  assert.ok(cells(page).includes('done'));
  assert.match(page.text(), /Operations \(2\)/);
});

test('what does not fit the filter any more goes', async (t) => {
  const page = await opened(t, '?status=running');
  await page.asked(PATH).answer(200, { items: [operation('ann'), operation('bob')], next: 'more' });
  await page.live();
  tell(operation('ann', 'failed'));
  await page.asked(PATH).answer(200, { items: [operation('ann'), operation('bob')] });
  assert.match(page.text(), /Operations \(1\)/);
  assert.ok(cells(page).includes('bob'));
});
