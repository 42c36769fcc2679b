import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readChoices, withChoices } from '../../../main/js/page/address.js';

const read = (search) => readChoices(search);

test('what was chosen is read again as it was written', () => {
  const choices = {
    filter: { status: ['error', 'disconnected'], environment: ['a & b'], tag: ['team=a,b'] },
    query: 'orders 100 %',
    view: 'map',
    group: 'region',
    collapsed: ['eu-west-1', 'us & them'],
  };
  assert.deepEqual(read(withChoices('', choices)), choices);
});

test('what others keep in the address stays', () => {
  const none = {
    filter: { status: [], environment: [], tag: [] },
    query: '',
    view: null,
    group: null,
    collapsed: ['x'],
  };
  assert.equal(withChoices('?at=2026-11-21T10:00:00Z&status=error', none), '?at=2026-11-21T10%3A00%3A00Z');
  assert.equal(withChoices('?status=error', none), '');
});

test('nonsense is no choice', () => {
  const { view, group } = read('?view=sphere&group=colour');
  assert.deepEqual([view, group], [null, null]);
});
