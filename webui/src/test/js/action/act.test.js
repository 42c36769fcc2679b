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

test('whoever closed the dialog while it was sent hears of a refusal', async (t) => {
  const page = fakePage(t);
  const answers = [
    { problem: { title: 'Conflict', detail: 'It is in use', remedy: 'Wait', errors: [] } },
    { body: operation('running') },
  ];
  for (const [i, expected] of [/It is in use\. Wait/, /begun/].entries()) {
    let answer;
    const dialog = act({
      title: 'Remove it',
      verb: 'Remove',
      question: () => 'Sure?',
      send: () => new Promise((answered) => (answer = answered)),
    });
    page.button('Remove').fire('click');
    dialog.close();
    answer(answers[i]);
    await settled();
    assert.match(page.toasts.text, expected);
  }
});

test('an answer does not take back what was told since it was asked for, nor is asked for when nobody looks', async (t) => {
  const page = fakePage(t);
  const { dialog } = await sent(page, 'running');
  await page.tick(2000);
  tell({ ...operation('running'), percent: 70 });
  await page.asked('/api/operations/o').answer(200, { ...operation('running'), percent: 30 });
  assert.match(page.text(), /70 %/);
  await page.tick(2000);
  dialog.close();
  await page.asked('/api/operations/o').answer(200, operation('running'));
  await page.tick(2000);
  assert.equal(page.asked('/api/operations/o'), undefined);
});
