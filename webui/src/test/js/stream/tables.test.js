import assert from 'node:assert/strict';
import { test } from 'node:test';
import { patch } from '../../../main/js/dom/patch.js';
import { StreamTables } from '../../../main/js/stream/tables.js';
import { fakePage } from '../dom/fakePage.js';

const PATH = '/api/replication/streams/s/tables';
const PUBLISHED = '/api/databases/shop/publications/all/tables';
const STREAM = {
  id: 's',
  name: 'feed',
  type: 'logical',
  subscription: 'feed',
  sourceId: 'shop',
  targetId: 'dw',
  publications: ['all'],
  tables: { total: 1234 },
};
const table = (name, copy) => ({ schema: 'public', name, bytes: 0, rows: 0, copy });
const copying = (rowsCopied) => table('orders', { state: 'copying', bytesCopied: rowsCopied * 10, rowsCopied });
const READY = { state: 'ready' };

function drawn(t, source = { id: 'shop' }) {
  const page = fakePage(t);
  const place = page.document.body;
  const render = () => patch(place, tables.draw(STREAM, source));
  const tables = new StreamTables('s', render);
  render();
  return { page, tables };
}

test('a copy shows how far it is and how long it takes, by what the source has', async (t) => {
  const { page, tables } = drawn(t);
  await page.asked(PATH).answer(200, { items: [copying(100)] });
  await page.asked(PUBLISHED).answer(200, { items: [{ ...table('orders'), rows: 1000, filter: null }] });
  assert.match(page.text(), /\(10 %\)/);
  await page.tick(5000);
  tables.again(false);
  await page.asked(PATH).answer(200, { items: [copying(200)] });
  assert.match(page.text(), /\(20 %\)40 s/);
});

test('the caption tells of all of them, and more are read where the first ended', async (t) => {
  const { page, tables } = drawn(t, null);
  await page.asked(PATH).answer(200, { items: [table('a', READY)], next: 'after a' });
  assert.match(page.text(), /Tables \(the first 1 of 1,234\)/);
  await page.click('More tables');
  assert.match(page.asked(PATH).path, /cursor=after\+a/);
  await page.asked(PATH).answer(200, { items: [table('b', READY)] });
  assert.match(page.text(), /Tables \(2\).*public\.a.*public\.b/);
  tables.again(true);
  await page.asked(PATH).answer(200, { items: [table('a', READY)], next: 'after a' });
  await page.asked(PATH).answer(200, { items: [table('b', READY)] });
  assert.match(page.text(), /Tables \(2\)/);
});

test('the server is asked for what is searched, once somebody has typed, and only that answer counts', async (t) => {
  const { page } = drawn(t, null);
  const first = page.asked(PATH);
  const write = (value) => page.named('tables-q').fire('input', { target: { value } });
  write('or');
  write('ord');
  await page.tick(300);
  await first.answer(200, { items: [table('other', READY)] });
  assert.doesNotMatch(page.text(), /public\.other/);
  assert.match(page.asked(PATH).path, /q=ord/);
  await page.asked(PATH).answer(200, { items: [] });
  assert.match(page.text(), /No table of the stream fits the search/);
});

test('tables are read again seldom, but at once when something was done', async (t) => {
  const { page, tables } = drawn(t, null);
  await page.asked(PATH).answer(200, { items: [table('a', READY)] });
  await page.tick(5000);
  tables.again(false);
  assert.equal(page.asked(PATH), undefined);
  await page.tick(30_000);
  tables.again(false);
  await page.asked(PATH).answer(200, { items: [table('a', READY)] });
  tables.again(true);
  assert.ok(page.asked(PATH));
});
