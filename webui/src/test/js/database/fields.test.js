import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromQuery, toBody, toTexts, wrongTexts } from '../../../main/js/database/fields.js';

const saved = {
  name: 'orders',
  host: 'db',
  port: 6432,
  tags: { 'aws:cloudformation:stack-name': 'prod', team: 'shop' },
  subnetIds: ['a', 'b'],
};

test('saving without a change changes nothing', () => {
  const body = toBody(toTexts(saved));
  for (const [name, value] of Object.entries(saved)) assert.deepEqual(body[name], value, name);
});

test('a field that cannot be read is refused before anything is sent', () => {
  assert.deepEqual(Object.keys(wrongTexts({ ...toTexts(saved), tags: 'aws:a:b' })), ['tags']);
  assert.deepEqual(wrongTexts(toTexts(saved)), {});
});

test('an address fills the boxes', () => {
  const texts = fromQuery(`?${new URLSearchParams({ name: 'ledger', tags: 'aws:stack: prod' })}`);
  assert.equal(texts.name, 'ledger');
  assert.equal(texts.port, '5432');
  assert.deepEqual(toBody(texts).tags, { 'aws:stack': 'prod' });
});

test('a port that is no number is not sent as if none were given', () => {
  for (const port of ['54e32x', 'five', '54 32', '-1', '5432.5', 'NaN'])
    assert.match(wrongTexts({ port }).port, /is no number/, port);
  for (const port of ['', ' 5432 ', '99999']) assert.deepEqual(wrongTexts({ port }), {}, port);
});
