import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextName, nothingYet, read, toBody, usualName, written } from '../../../main/js/wizard/draft.js';

const HOSTILE = `<img src=x onerror=alert(1)>"';--&=#%,.[`;

const whole = {
  ...nothingYet,
  source: '11111111-1111-1111-1111-111111111111',
  target: '22222222-2222-2222-2222-222222222222',
  name: HOSTILE,
  publicationName: 'p 1',
  slot: 'slot_1',
  origin: 'none',
  streaming: 'parallel',
  schemas: [HOSTILE, 'audit'],
  tables: [
    { schema: 'public', name: 'orders' },
    { schema: HOSTILE, name: `a.b ${HOSTILE}` },
    { schema: 'public', name: 'returns', columns: ['id', HOSTILE], where: "region = 'eu' and x like '100%'" },
  ],
  operations: ['insert', 'update'],
  viaPartitionRoot: true,
  copyData: false,
  twoPhase: true,
  way: { ...nothingYet.way, host: 'db.internal', port: '6432' },
};

const through = (draft) => read(new URLSearchParams(`${written(draft)}`));

test('a draft comes out of an address as it went in', () => {
  assert.deepEqual(through(whole), whole);
  assert.deepEqual(through(nothingYet), { ...nothingYet });
  assert.deepEqual(through({ ...nothingYet, what: 'all', operations: [] }), {
    ...nothingYet,
    what: 'all',
    operations: [],
  });
});

test('what is as usual is left out of the address, and plain names stay readable', () => {
  assert.equal(`${written(nothingYet)}`, '');
  assert.equal(`${written({ ...nothingYet, tables: [{ schema: 'public', name: 'orders' }] })}`, 'table=public.orders');
});

test('an address that somebody cut or made up is read as far as it makes sense', () => {
  const query = new URLSearchParams(
    'source=x&what=odd&table=["public"&table=nodot&table=[1,2]&table=public.a&table=public.a&copyData=perhaps&odd=1',
  );
  const draft = read(query);
  assert.equal(draft.source, 'x');
  assert.equal(draft.what, 'tables');
  assert.deepEqual(draft.tables, [{ schema: 'public', name: 'a' }]);
  assert.equal(draft.copyData, true);
});

test('the API is told what is not as usual', () => {
  assert.deepEqual(toBody({ ...nothingYet, source: 'a', target: 'b', tables: [{ schema: 's', name: 't' }] }), {
    sourceId: 'a',
    targetId: 'b',
    publication: { tables: [{ schema: 's', name: 't' }] },
    subscription: {},
  });
  assert.deepEqual(toBody(whole), {
    sourceId: whole.source,
    targetId: whole.target,
    name: HOSTILE,
    publication: {
      name: 'p 1',
      schemas: whole.schemas,
      tables: whole.tables,
      operations: ['insert', 'update'],
      viaPartitionRoot: true,
    },
    subscription: {
      slot: 'slot_1',
      copyData: false,
      twoPhase: true,
      origin: 'none',
      streaming: 'parallel',
      connection: { host: 'db.internal', port: 6432 },
    },
  });
});

test('a publication that is there is left as it is, and all tables leave out the picked ones', () => {
  assert.deepEqual(toBody({ ...whole, what: 'existing' }).publication, { name: 'p 1' });
  const { tables, schemas, allTables } = toBody({ ...whole, what: 'all' }).publication;
  assert.deepEqual([tables, schemas, allTables], [undefined, undefined, true]);
});

test('another name counts on', () => {
  assert.equal(nextName('a_to_b'), 'a_to_b_2');
  assert.equal(nextName('a_to_b_2'), 'a_to_b_3');
  assert.equal(nextName(''), 'stream_2');
});

test('the usual name is that which the server gives', () => {
  assert.equal(usualName('Orders', 'dw-1'), 'orders_to_dw_1');
  assert.equal(usualName('x'.repeat(40), 'y'.repeat(40)), '');
  assert.equal(usualName('a', undefined), '');
});
