import assert from 'node:assert/strict';
import { test } from 'node:test';
import { remove } from '../../../main/js/stream/remove.js';
import { skip } from '../../../main/js/stream/skip.js';
import { fakePage, settled } from '../dom/fakePage.js';

const STREAM = { id: 's', name: 'feed' };
const PATH = '/api/replication/streams/s';
const meaning = (detail) => ({ code: 'confirmation_needed', detail });

test('only what the present choice would mean is shown, and lets somebody go on', async (t) => {
  const page = fakePage(t);
  remove(STREAM);
  page.named('confirm').fire('input', { target: { value: 'feed' } });
  await page.asked(PATH, 'DELETE').answer(409, meaning('Everything goes'));
  assert.match(page.text(), /Everything goes/);
  assert.ok(page.isEnabled('Remove'));

  const choices = page.document.body.all((node) => node.attributes.get('name') === 'leave');
  choices[1].fire('change');
  await settled();
  assert.doesNotMatch(page.text(), /Everything goes/);
  assert.ok(!page.isEnabled('Remove'));

  const first = page.asked(PATH, 'DELETE');
  choices[2].fire('change');
  await settled();
  await first.answer(409, meaning('The slot stays'));
  assert.doesNotMatch(page.text(), /The slot stays/);
  assert.ok(!page.isEnabled('Remove'));
  await page.asked(PATH, 'DELETE').answer(409, meaning('The subscription stays'));
  assert.match(page.text(), /The subscription stays/);
  assert.ok(page.isEnabled('Remove'));
});

test('what becomes of the publications is chosen, and asked for again', async (t) => {
  const page = fakePage(t);
  remove(STREAM);
  await page.asked(PATH, 'DELETE').answer(409, meaning('Everything goes'));
  page.named('publications').fire('change', { target: { value: 'drop' } });
  await settled();
  assert.equal(page.asked(PATH, 'DELETE').path, `${PATH}?publications=drop`);
});

test('a dialog opens before it knows all, and so not twice', async (t) => {
  const page = fakePage(t);
  skip(STREAM);
  assert.equal(page.dialogs().length, 1);
  page.named('sure').fire('change', { target: { checked: true } });
  page.named('lsn').fire('input', { target: { value: '0/1' } });
  assert.ok(!page.isEnabled('Skip the transaction'));
  await page.asked(`${PATH}/skip`).answer(200, { lost: 'All of it', transaction: { lsn: '0/2', message: 'taken' } });
  assert.match(page.text(), /taken.*All of it\./);
  assert.equal(page.named('lsn').value, '0/1');
  assert.ok(page.isEnabled('Skip the transaction'));
});
