import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addTables } from '../../../main/js/stream/addTables.js';
import { removeTable } from '../../../main/js/stream/removeTable.js';
import { fakePage } from '../dom/fakePage.js';

const PATH = '/api/replication/streams/s';
const STREAM = { id: 's', name: 'feed', sourceId: 'shop', publications: ['feed'] };
const SOURCE = { id: 'shop', server: { version: '17.2' } };
const table = (name, publications = []) => ({
  schema: 'public',
  name,
  publications,
  replicaIdentity: 'primary-key',
  key: [],
});

const box = (page, text) =>
  page.document.body.all(({ tag, parent }) => tag === 'input' && parent.tag === 'label' && parent.text === text)[0];

async function opened(t, options) {
  const page = fakePage(t);
  addTables(STREAM, SOURCE, options);
  await page.asked('/api/databases/shop/tables').answer(200, {
    items: [table('items'), table('orders', ['feed']), table('stock', ['other'])],
  });
  return page;
}

test('what the stream has is not offered, and what is picked is sent', async (t) => {
  const page = await opened(t);
  assert.equal(box(page, 'orders'), undefined);
  assert.ok(!page.isEnabled('Add them'));
  box(page, 'stock').fire('change', { target: { checked: true } });
  assert.match(page.text(), /1 table picked/);
  await page.click('Add them');
  assert.deepEqual(JSON.parse(page.asked(PATH, 'PATCH').body), {
    publication: { name: 'feed', addTables: [{ schema: 'public', name: 'stock' }] },
    copyData: true,
  });
  await page.asked(PATH, 'PATCH').answer(422, {
    title: 'Something stands in the way',
    findings: [
      { code: 'target_table_missing', severity: 'blocker', object: 'public.stock', message: 'dw lacks it' },
      { code: 'target_not_empty', severity: 'blocker', object: 'public.items', message: 'It has rows' },
    ],
  });
  assert.match(page.text(), /dw lacks it/);
  assert.equal(page.button('Create missing tables with the stream'), undefined);
  await page.click('Do not copy rows');
  assert.doesNotMatch(page.text(), /dw lacks it/);
  await page.click('Add them');
  assert.equal(JSON.parse(page.asked(PATH, 'PATCH').body).copyData, false);
});

test('a subscription with two phases copies nothing', async (t) => {
  const page = await opened(t, { twoPhase: 'enabled' });
  box(page, 'items').fire('change', { target: { checked: true } });
  await page.click('Add them');
  assert.equal(JSON.parse(page.asked(PATH, 'PATCH').body).copyData, false);
});

test('others that use the publication are thought of before a table is taken out', async (t) => {
  const page = fakePage(t);
  removeTable(STREAM, { schema: 'public', name: 'orders', source: { publications: ['all'] } });
  assert.ok(!page.isEnabled('Take it out'));
  page.named('confirm').fire('input', { target: { value: 'public.orders' } });
  await page.click('Take it out');
  const [path, { publication }] = [page.asked(PATH, 'PATCH').path, JSON.parse(page.asked(PATH, 'PATCH').body)];
  assert.deepEqual([path, publication], [PATH, { name: 'all', removeTables: [{ schema: 'public', name: 'orders' }] }]);
  await page.asked(PATH, 'PATCH').answer(409, { code: 'publication_shared', detail: 'Used by others' });
  assert.ok(!page.isEnabled('Take it out'));
  page.named('shared').fire('change', { target: { checked: true } });
  await page.click('Take it out');
  assert.equal(page.asked(PATH, 'PATCH').path, `${PATH}?shared=true`);
});
