import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changeOptions } from '../../../main/js/stream/options.js';
import { fakePage } from '../dom/fakePage.js';

const options = { streaming: 'on', twoPhase: 'pending', failover: false, binary: null };
const ends = (source, target) => ({ source: { server: { version: source } }, target: { server: { version: target } } });

test('two phases can be changed where both ends know how, and only what changed is sent', async (t) => {
  const page = fakePage(t);
  const dialog = changeOptions({ id: 's', name: 'feed' }, { options }, ends('17.4', '18.0'));
  assert.equal(page.named('twoPhase'), undefined);
  dialog.close();
  changeOptions({ id: 's', name: 'feed' }, { options }, ends('18.1', '18.0'));
  assert.equal(page.named('twoPhase').checked, true);
  assert.equal(page.named('binary'), undefined);
  page.named('twoPhase').fire('change', { target: { checked: false } });
  await page.click('Change');
  const request = page.asked('/api/replication/streams/s', 'PATCH');
  assert.deepEqual(JSON.parse(request.body), { subscription: { twoPhase: false } });
});
