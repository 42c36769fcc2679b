import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nothingYet } from '../../../main/js/wizard/draft.js';
import { lacking, nearest, reachable, stepOf } from '../../../main/js/wizard/steps.js';

const ends = { ...nothingYet, source: 'a', target: 'b' };

test('a step is reached when all before it is complete', () => {
  assert.equal(reachable('tables', nothingYet, false), false);
  assert.equal(reachable('tables', ends, false), true);
  assert.equal(reachable('options', ends, false), false);
  const chosen = { ...ends, what: 'all' };
  assert.equal(reachable('check', chosen, false), true);
  assert.equal(reachable('create', chosen, false), false);
  assert.equal(reachable('create', chosen, true), true);
});

test('an address leads no further than what is complete', () => {
  assert.equal(nearest('check', nothingYet), 'ends');
  assert.equal(nearest('check', ends), 'tables');
  assert.equal(nearest('check', { ...ends, what: 'all' }), 'check');
});

test('what is lacking is said', () => {
  assert.match(lacking('ends', { ...ends, target: 'a' }), /two databases/);
  assert.match(lacking('tables', ends), /at least one table/);
  assert.match(lacking('tables', { ...ends, what: 'existing' }), /Name/);
  assert.match(lacking('options', { ...ends, operations: [] }), /kind of change/);
  assert.match(lacking('options', { ...ends, way: { ...ends.way, port: 'x' } }), /port/);
  assert.equal(lacking('options', { ...ends, what: 'existing', operations: [] }), null);
});

test('what the API finds fault with is mended where it is entered', () => {
  assert.equal(stepOf('targetId'), 'ends');
  assert.equal(stepOf('publication.tables[3].where'), 'tables');
  assert.equal(stepOf('publication.operations'), 'options');
  assert.equal(stepOf('subscription.connection.port'), 'options');
  assert.equal(stepOf('publication'), 'tables');
});
