import assert from 'node:assert/strict';
import { test } from 'node:test';
import { act } from '../../../main/js/action/act.js';
import { tell } from '../../../main/js/live/operations.js';
import { fakePage, settled } from '../dom/fakePage.js';

const operation = (status) => ({ id: 'o', kind: 'stream.remove', status, percent: 0, steps: [], subjects: [] });

async function sent(page, status) {
  const done = [];
  const dialog = act(
    { title: 'Remove it', verb: 'Remove', question: () => 'Sure?', send: () => ({ body: operation(status) }) },
    (how) => done.push(how.status),
  );
  page.button('Remove').fire('click');
  await settled();
  return { dialog, done };
}

test('only what succeeded is told to be done', async (t) => {
  const page = fakePage(t);
  for (const status of ['failed', 'undone', 'cancelled']) {
    const { dialog, done } = await sent(page, 'running');
    tell(operation(status));
    assert.deepEqual([status, done], [status, []]);
    dialog.close();
    assert.deepEqual((await sent(page, status)).done, []);
  }
  const { dialog, done } = await sent(page, 'running');
  tell(operation('succeeded'));
  assert.deepEqual(done, ['succeeded']);
  dialog.close();
  assert.deepEqual((await sent(page, 'succeeded')).done, ['succeeded']);
});
