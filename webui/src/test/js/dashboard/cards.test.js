import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cards } from '../../../main/js/dashboard/cards.js';
import { relate } from '../../../main/js/health/relations.js';

const known = { relations: relate({ servers: new Map(), nodes: new Map(), streams: new Map() }), problems: [] };

function valueOf(name, snapshot) {
  const card = cards(known, snapshot).children.find(({ key }) => key === name);
  return card.children.find(({ key }) => key === 'value').children[0];
}

test('publications and subscriptions of a primary are not counted again on its standbys', () => {
  const databases = [{ publications: [{}, {}], subscriptions: [{}] }];
  const server = (facts) => ({ facts, slots: [], databases });
  const primary = server({ role: 'primary' });
  const standby = server({ role: 'standby' });
  const snapshot = { servers: [primary, standby, standby, { facts: null, slots: [], databases: [] }] };
  assert.equal(valueOf('Publications', snapshot), '2');
  assert.equal(valueOf('Subscriptions', snapshot), '1');
  assert.equal(valueOf('Publications', { servers: [primary, primary] }), '4');
  assert.equal(valueOf('Publications', null), '…');
});
