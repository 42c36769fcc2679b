import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterRegistration, toRegister } from '../../../main/js/wizard/comeBack.js';
import { nothingYet, read, written } from '../../../main/js/wizard/draft.js';
import { DraftPlace } from '../../../main/js/wizard/draftPlace.js';
import { WizardPage } from '../../../main/js/wizard/wizardPage.js';
import { fakePage } from '../dom/fakePage.js';

const few = { ...nothingYet, source: 'a', target: 'b', tables: [{ schema: 'public', name: 'orders' }] };
const many = { ...few, tables: Array.from({ length: 5000 }, (_, i) => ({ schema: 'public', name: `orders_${i}` })) };

/** What one tab keeps. */
function tab() {
  const kept = new Map();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, text) => kept.set(key, text) };
}

const through = (query) => new URLSearchParams(`${query}`);

test('a draft that fits stands in the address whole', () => {
  const place = new DraftPlace(tab);
  assert.equal(`${place.take(written(few))}`, `${written(few)}`);
  assert.equal(place.in, 'address');
  assert.deepEqual(read(place.open(written(few))), few);
});

test('a draft that is too long for an address is found again by the tab that made it', () => {
  const storage = tab();
  const address = through(new DraftPlace(() => storage).take(written(many)));
  assert.ok(`${address}`.length < 100);
  address.set('step', 'check');
  const place = new DraftPlace(() => storage);
  const found = place.open(address);
  assert.deepEqual(read(found), many);
  assert.equal(found.get('step'), 'check');
  assert.equal(place.take(written(many)).get('draft'), address.get('draft'));
  assert.equal(place.in, 'tab');
  assert.equal(new DraftPlace(tab).open(address), null);
});

test('it comes back from registering an end with that end', () => {
  const storage = tab();
  const url = new URL(
    toRegister('target', `${new DraftPlace(() => storage).take(written(many))}`),
    'http://here.invalid',
  );
  const back = new URL(afterRegistration(url, { id: 'new' }), url);
  assert.deepEqual(read(new DraftPlace(() => storage).open(through(back.hash.slice(1)))), { ...many, target: 'new' });
});

test('addresses that the back button leads to find it as it is by now', () => {
  const storage = tab();
  const place = new DraftPlace(() => storage);
  const before = through(place.take(written(many)));
  assert.equal(`${place.take(written(few))}`, `${written(few)}`);
  assert.equal(place.in, 'address');
  assert.deepEqual(read(new DraftPlace(() => storage).open(before)), few);
});

test('where nothing can be kept the address stays whole', () => {
  const place = new DraftPlace(() => {
    throw new Error('forbidden');
  });
  assert.deepEqual(read(through(place.take(written(many)))), many);
  assert.equal(place.in, 'long');
});

/** The wizard at an address; told(): the address that it wrote last. */
async function opened(t, hash, storage) {
  const page = fakePage(t);
  const addresses = [];
  const before = globalThis.sessionStorage;
  globalThis.sessionStorage = storage;
  t.after(() => (globalThis.sessionStorage = before));
  globalThis.location.hash = hash;
  globalThis.history.replaceState = (_state, _title, address) => addresses.push(address);
  new WizardPage();
  await page.live();
  return { page, told: () => addresses.at(-1) };
}

test('the page says that its address leads nobody else to the draft', async (t) => {
  const { page, told } = await opened(t, `#${written(many)}&step=tables`, tab());
  assert.match(page.text(), /kept by this tab/);
  assert.match(told(), /#draft=\w+&step=tables$/);
});

test('what the tab kept is there again after a reload', async (t) => {
  const storage = tab();
  const address = new DraftPlace(() => storage).take(written(many));
  const { page } = await opened(t, `#${address}&step=tables`, storage);
  assert.match(page.text(), /kept by this tab/);
  assert.ok(page.asked('/api/databases/a/tables'));
});

test('a draft that is fit for an address is said nothing of', async (t) => {
  const { page, told } = await opened(t, `#${written(few)}`, tab());
  assert.doesNotMatch(page.text(), /tab of the browser/);
  assert.match(told(), /table=public\.orders/);
});

test('an address of a draft that is not here is told to be so, and left as it is', async (t) => {
  const { page, told } = await opened(t, '#draft=elsewhere', tab());
  assert.match(page.text(), /in which it was made, and is not here/);
  assert.equal(told(), undefined);
});
