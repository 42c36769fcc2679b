import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterRegistration, comeFrom, toRegister } from '../../../main/js/wizard/comeBack.js';

test('who registers an end of a stream comes back to it with all that was entered', () => {
  const url = new URL(toRegister('target', 'source=a&table=public.orders'), 'http://here.invalid');
  assert.equal(comeFrom(url).href, '/streams/new#source=a&table=public.orders');
  assert.equal(afterRegistration(url, { id: 'b' }), '/streams/new#source=a&table=public.orders&target=b');
});

test('who registers a database for itself goes to all of them', () => {
  assert.equal(comeFrom({ search: '', hash: '' }), null);
  assert.equal(afterRegistration({ search: '?then=elsewhere', hash: '#x' }, { id: 'b' }), '/databases');
});
