import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StreamPage } from '../../../main/js/stream/streamPage.js';
import { fakePage } from '../dom/fakePage.js';

const STREAM = {
  id: 's',
  name: 'orders_to_dw',
  type: 'logical',
  status: 'active',
  subscription: 'orders_to_dw',
  publications: [],
  targetId: 't',
};
const PATH = '/api/replication/streams/s';

async function opened(t, onMap = [STREAM]) {
  const page = fakePage(t);
  new StreamPage('s');
  await page.live({ servers: [], nodes: [], streams: onMap });
  return page;
}

for (const [told, onMap] of [
  ['and by the map', []],
  ['while the map is late', [STREAM]],
]) {
  test(`a stream that was removed elsewhere goes with all that could be done with it, ${told}`, async (t) => {
    const page = await opened(t, onMap);
    await page.asked(PATH).answer(200, STREAM);
    assert.ok(page.button('Remove…'));
    await page.tick(5000);
    await page.asked(PATH).answer(404, { title: 'Not found' });
    assert.match(page.text(), /The stream is gone/);
    assert.equal(page.button('Remove…'), undefined);
  });
}

test('what went wrong is told, and what was known stays', async (t) => {
  const page = await opened(t, []);
  await page.asked(PATH).answer(200, STREAM);
  await page.tick(5000);
  await page.asked(PATH).answer(503, { title: 'The store is away' });
  assert.match(page.text(), /The store is away/);
  assert.ok(page.button('Remove…'));
});

test('a stream that leaves the map is asked for at once', async (t) => {
  const page = await opened(t);
  await page.asked(PATH).answer(200, STREAM);
  await page.live({ servers: [], nodes: [], streams: [] });
  await page.asked(PATH).answer(404, { title: 'Not found' });
  assert.match(page.text(), /The stream is gone/);
});
