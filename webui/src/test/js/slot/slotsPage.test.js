import assert from 'node:assert/strict';
import { test } from 'node:test';
import { removeOrphan } from '../../../main/js/slot/remove.js';
import { SlotsPage } from '../../../main/js/slot/slotsPage.js';
import { fakePage } from '../dom/fakePage.js';

const slot = (name) => ({ name, serverId: 's', serverName: 'orders', database: 'shop', active: false, streamId: 'f' });
const orphan = { kind: 'publication', name: 'all', databaseId: 'd', server: 'orders', mayBeUsedBy: [], madeHere: true };

test('slots are shown all, page by page, and by what they feed once the map is known', async (t) => {
  const page = fakePage(t);
  new SlotsPage();
  await page.asked('/api/replication/orphans').answer(200, { items: [] });
  await page.asked('/api/slots').answer(200, { items: [slot('one')], next: 'one' });
  assert.equal(page.asked('/api/slots').path, '/api/slots?limit=1000&cursor=one');
  await page.asked('/api/slots').answer(200, { items: [slot('two')] });
  await page.live();
  assert.match(page.text(), /Slots \(2\).*one.*two/);
  await page.live({ streams: [{ id: 'f', name: 'shop_feed' }] });
  assert.match(page.text(), /shop_feed/);
});

test('slots are searched by what is shown, and it is said where none fits', async (t) => {
  const page = fakePage(t);
  new SlotsPage();
  await page.asked('/api/replication/orphans').answer(200, { items: [{ ...orphan, id: 'o' }] });
  await page.asked('/api/slots').answer(200, { items: [slot('one'), slot('two')] });
  await page.live({ streams: [{ id: 'f', name: 'shop_feed' }] });
  const search = async (value) => {
    page.named('search').fire('input', { target: { value } });
    await page.tick(0);
  };
  await search('two nobody');
  assert.match(page.text(), /Slots \(1\)/);
  await search('shop_feed');
  assert.match(page.text(), /Slots \(2\)/);
  assert.match(page.text(), /Nothing of what nobody uses fits “shop_feed”/);
  await search('serverId');
  assert.match(page.text(), /No slot fits “serverId”/);
  assert.doesNotMatch(page.text(), /Slots \(0\)/);
});

test('what is removed is told with its database, as others may have one of that name', (t) => {
  const page = fakePage(t);
  removeOrphan({ ...orphan, database: 'shop' });
  assert.match(page.text(), /It is in database shop on orders\./);
  page.dialogs()[0].close();
  removeOrphan({ ...orphan, kind: 'origin' });
  assert.match(page.text(), /It is on orders\./);
});
