import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nothingYet } from '../../../main/js/wizard/draft.js';
import {
  fitting,
  found,
  missing,
  picked,
  stateOf,
  stateOfSchema,
  treeOf,
  weight,
  withoutSchema,
  withSchema,
  withTables,
} from '../../../main/js/wizard/tree.js';

const table = (schema, name, more = {}) => ({ schema, name, bytes: 100, partitionOf: null, ...more });
const TABLES = [
  table('audit', 'log_2', { partitionOf: { schema: 'public', name: 'log' } }),
  table('public', 'items'),
  table('public', 'log', { bytes: 300, partitioned: true }),
  table('public', 'log_1', { partitionOf: { schema: 'public', name: 'log' } }),
  table('public', 'orders', { bytes: null }),
];
const tree = treeOf(TABLES);
const [items, log, orders] = tree[0].tables;
const names = (draft) => draft.tables.map(({ name }) => name);

test('partitions stand below what they are parts of, also out of other schemas', () => {
  assert.deepEqual(
    tree.map(({ schema }) => schema),
    ['public'],
  );
  assert.deepEqual(
    log.partitions.map((each) => each.table.name),
    ['log_2', 'log_1'],
  );
});

test('a schema is chosen in whole, in part, or not', () => {
  assert.equal(stateOfSchema(tree[0], picked(nothingYet)), 'none');
  const some = withTables(nothingYet, [items], true);
  assert.equal(stateOfSchema(tree[0], picked(some)), 'some');
  const all = withTables(nothingYet, tree[0].tables, true);
  assert.equal(stateOfSchema(tree[0], picked(all)), 'all');
  assert.deepEqual(names(all), ['items', 'log', 'orders']);
  assert.equal(stateOfSchema(tree[0], picked(withSchema(nothingYet, tree[0], true))), 'all');
});

test('what is above stands for its partitions, and lets go of them', () => {
  const one = withTables(nothingYet, [log.partitions[0]], true);
  assert.equal(stateOf(log, picked(one)), 'some');
  const whole = withTables(one, [log], true);
  assert.deepEqual(names(whole), ['log']);
  assert.deepEqual(names(withTables(one, [log], false)), []);
});

test('what was restricted stays so when it is picked again', () => {
  const draft = { ...nothingYet, tables: [{ schema: 'public', name: 'items', where: 'id > 1' }] };
  assert.deepEqual(withTables(draft, tree[0].tables, true).tables[0], draft.tables[0]);
});

test('a whole schema takes the place of its tables, and back', () => {
  const whole = withSchema(withTables(nothingYet, [items], true), tree[0], true);
  assert.deepEqual([whole.schemas, whole.tables], [['public'], []]);
  const one = withSchema(whole, tree[0], false);
  assert.deepEqual([one.schemas, names(one)], [[], ['items', 'log', 'orders']]);
  assert.deepEqual(withoutSchema(whole, tree[0]), nothingYet);
});

test('a search finds tables in whatever case, with what they stand below', () => {
  const [{ tables }] = found(tree, 'AUDIT.LOG');
  assert.deepEqual(
    tables.map((each) => each.table.name),
    ['log'],
  );
  assert.deepEqual(
    tables[0].partitions.map((each) => each.table.name),
    ['log_2'],
  );
  assert.equal(found(tree, 'nothing like it').length, 0);
  assert.equal(found(tree, ' '), tree);
});

test('a partitioned table counts once, and unknown sizes are told apart', () => {
  assert.deepEqual(weight(tree, withTables(nothingYet, tree[0].tables, true)), { tables: 3, bytes: 400, unsized: 1 });
  assert.deepEqual(weight(tree, withTables(nothingYet, [log.partitions[1]], true)), {
    tables: 1,
    bytes: 100,
    unsized: 0,
  });
  assert.equal(weight(tree, { ...nothingYet, what: 'all' }).tables, 3);
  assert.equal(weight(tree, withTables(nothingYet, [orders], true)).unsized, 1);
});

test('what was picked and is not there is told of', () => {
  const draft = {
    ...nothingYet,
    schemas: ['gone'],
    tables: [
      { schema: 'public', name: 'items' },
      { schema: 'a', name: 'b' },
    ],
  };
  assert.deepEqual(missing(tree, draft), [{ schema: 'gone' }, { schema: 'a', name: 'b' }]);
});

test('what stands there only for something below it is not what was found', () => {
  const fits = (text) => fitting(found(tree, text).flatMap((each) => each.tables)).map(({ key }) => key);
  assert.deepEqual(fits('log_2'), [log.partitions[0].key]);
  assert.deepEqual(fits('log'), [log.key]);
  assert.deepEqual(fits(''), [items.key, log.key, orders.key]);
});
