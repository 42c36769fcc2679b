import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askable, fromQuery, toBody, toTexts, wrongTexts } from '../../../main/js/database/fields.js';

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
  const wrong = wrongTexts({ ...toTexts(saved), tags: 'aws:a:b' });
  assert.deepEqual(Object.keys(wrong), ['tags']);
  assert.ok(!askable(wrong));
  assert.deepEqual(wrongTexts(toTexts(saved)), {});
});

test('an address fills the boxes', () => {
  const texts = fromQuery(`?${new URLSearchParams({ name: 'ledger', tags: 'aws:stack: prod' })}`);
  assert.equal(texts.name, 'ledger');
  assert.equal(texts.port, '5432');
  assert.deepEqual(toBody(texts).tags, { 'aws:stack': 'prod' });
});

test('a port that is none is told, and sent as one that the API refuses with all else that is wrong', () => {
  for (const port of ['54e32x', 'five', '54 32', '-1', '5432.5', 'NaN', '0', '65536', '99999999999']) {
    const wrong = wrongTexts({ port });
    assert.match(wrong.port, /is no (number|port)/, port);
    assert.ok(askable(wrong));
    assert.equal(toBody({ port }).port, 0, port);
  }
  for (const [port, sent] of [
    ['', null],
    [' 5432 ', 5432],
    ['1', 1],
    ['65535', 65535],
  ]) {
    assert.deepEqual(wrongTexts({ port }), {}, port);
    assert.equal(toBody({ port }).port, sent);
  }
});
