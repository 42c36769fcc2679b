import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importList } from '../../../main/js/database/import.js';
import { fakePage } from '../dom/fakePage.js';

const PATH = '/api/databases/import';
const report = (...added) => ({ added, changed: [], unchanged: [], refused: [], differences: {} });

test('a list that was changed while it was looked at is looked at again', async (t) => {
  const page = fakePage(t);
  importList();
  const write = (value) => page.named('list').fire('input', { target: { value } });
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
