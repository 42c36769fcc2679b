import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reader } from '../../../main/js/keys/press.js';
import { explainedOn, shortcutsOf } from '../../../main/js/keys/shortcuts.js';

test('no key means two things on a page, and none begins another', () => {
  for (const page of ['topology', 'dashboard']) {
    const keys = shortcutsOf(page).flatMap((shortcut) => shortcut.keys);
    assert.equal(new Set(keys).size, keys.length);
    for (const key of keys.filter((each) => each.includes(' '))) assert.ok(!keys.includes(key.split(' ')[0]));
  }
});

test('all that is listened to is explained', () => {
  const explained = explainedOn('topology').flatMap(([, shortcuts]) => shortcuts);
  for (const shortcut of shortcutsOf('topology')) assert.ok(explained.includes(shortcut));
  assert.deepEqual(
    explainedOn('dashboard').map(([title]) => title),
    ['Everywhere'],
  );
});

test('two keys, one after the other, are one shortcut, and not that of the second alone', () => {
  const press = reader(shortcutsOf('topology'));
  assert.equal(press('p', 0).act, 'play');
  assert.equal(press('g', 1), null);
  assert.equal(press('d', 2).to, '/dashboard');
  assert.equal(press('g', 3), null);
  assert.equal(press('p', 4), null);
});

test('whoever waits too long begins anew', () => {
  const press = reader(shortcutsOf('topology'));
  press('g', 0);
  assert.equal(press('p', 5_000).act, 'play');
});
