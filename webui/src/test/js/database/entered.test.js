import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Entered } from '../../../main/js/database/entered.js';
import { Kept } from '../../../main/js/database/kept.js';
import { tab } from './tab.js';

const before = { host: 'a', notes: 'old', environment: 'test' };

function opened(storage = tab(), now = before) {
  const entered = new Entered(new Kept('here', () => storage));
  entered.open(now);
  return entered;
}

test('what nobody touched here becomes as somebody else saved it', () => {
  const entered = opened();
  entered.set({ notes: 'mine' });
  entered.meet({ ...before, environment: 'production' });
  assert.deepEqual(entered.texts, { host: 'a', notes: 'mine', environment: 'production' });
  assert.deepEqual(entered.taken, ['environment']);
  assert.deepEqual(entered.disputed, []);
  assert.ok(entered.changedElsewhere);
});

test('what both changed stays as it was typed until somebody takes the other', () => {
  const entered = opened();
  entered.set({ notes: 'mine', host: 'b' });
  entered.meet({ ...before, notes: 'theirs' });
  assert.deepEqual(entered.disputed, ['notes']);
  assert.equal(entered.texts.notes, 'mine');
  assert.equal(entered.theirs('notes'), 'theirs');

  entered.takeTheirs();
  assert.deepEqual(entered.texts, { host: 'b', notes: 'theirs', environment: 'test' });
  assert.deepEqual(entered.disputed, []);
  assert.equal(entered.changedElsewhere, false);
});

test('the same change on both sides is no dispute', () => {
  const entered = opened();
  entered.set({ notes: 'same' });
  entered.meet({ ...before, notes: 'same' });
  assert.deepEqual(entered.disputed, []);
  assert.equal(entered.texts.notes, 'same');
});

test('a dispute is known again after a reload, and so is what was saved meanwhile', () => {
  const storage = tab();
  const entered = opened(storage);
  entered.set({ notes: 'mine' });
  const now = { ...before, notes: 'theirs', environment: 'production' };
  assert.deepEqual(opened(storage, now).disputed, ['notes']);

  entered.meet(now);
  const again = opened(storage, now);
  assert.deepEqual(again.disputed, ['notes']);
  assert.deepEqual(again.texts, { ...now, notes: 'mine' });
  assert.deepEqual(again.taken, []);
  assert.ok(again.cameBack);
});

test('a third change while two are in dispute is taken, as nobody touched it here', () => {
  const entered = opened();
  entered.set({ notes: 'mine' });
  entered.meet({ ...before, notes: 'theirs', environment: 'production' });
  entered.meet({ ...before, notes: 'theirs again', environment: 'staging' });
  assert.deepEqual(entered.texts, { host: 'a', notes: 'mine', environment: 'staging' });
  assert.deepEqual(entered.disputed, ['notes']);
});

test('who begins anew has what is saved now, and nothing is kept', () => {
  const storage = tab();
  const entered = opened(storage);
  entered.set({ notes: 'mine' });
  entered.meet({ ...before, notes: 'theirs' });
  entered.beginAnew();
  assert.equal(entered.texts.notes, 'theirs');
  assert.equal(entered.cameBack, false);
  assert.equal(opened(storage, { ...before, notes: 'theirs' }).cameBack, false);
});

test('what was typed and taken back is not kept', () => {
  const storage = tab();
  opened(storage).set({ notes: 'mine' });
  const again = opened(storage);
  assert.ok(again.cameBack);
  again.set({ notes: 'old' });
  assert.equal(opened(storage).cameBack, false);
});
