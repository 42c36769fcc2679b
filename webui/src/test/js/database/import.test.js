import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importList } from '../../../main/js/database/import.js';
import { fakePage } from '../dom/fakePage.js';
import { tabOf } from './tab.js';

const PATH = '/api/databases/import';
const report = (...added) => ({ added, changed: [], unchanged: [], refused: [], differences: {} });

function opened(t) {
  tabOf(t);
  const page = fakePage(t);
  importList(() => {});
  return { page, write: (value) => page.named('list').fire('input', { target: { value } }) };
}

test('a list that was changed while it was looked at is looked at again', async (t) => {
  const { page, write } = opened(t);
  write('one');
  await page.click('What would change?');
  write('two');
  await page.asked(PATH, 'POST').answer(200, report('one'));
  assert.ok(!page.isEnabled('Bring them in'));
  assert.doesNotMatch(page.text(), /Added/);

  await page.click('What would change?');
  await page.asked(PATH, 'POST').answer(200, report('two'));
  assert.match(page.text(), /Added \(1\)two/);
  assert.ok(page.isEnabled('Bring them in'));
});

test('a list is kept when its dialog is closed, until somebody begins anew', async (t) => {
  const { page, write } = opened(t);
  write('one');
  page.dialogs()[0].close();
  importList(() => {});
  assert.equal(page.named('list').value, 'one');
  await page.click('Begin anew');
  assert.equal(page.named('list').value, '');
  page.dialogs()[0].close();
  importList(() => {});
  assert.equal(page.named('list').value, '');
});

test('a list that was brought in is kept no longer', async (t) => {
  const { page, write } = opened(t);
  write('one');
  await page.click('What would change?');
  await page.asked(PATH, 'POST').answer(200, report('one'));
  await page.click('Bring them in');
  await page.asked(PATH, 'POST').answer(200, report('one'));
  importList(() => {});
  assert.equal(page.named('list').value, '');
});
