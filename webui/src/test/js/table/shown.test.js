import assert from 'node:assert/strict';
import { test } from 'node:test';
import { h } from '../../../main/js/dom/h.js';
import { showing } from '../../../main/js/table/shown.js';

const columns = [
  { name: 'Name', cell: ({ name }) => [name, h('button', {}, 'Copy')] },
  { name: 'State', cell: ({ on }) => h('span', {}, h('span', {}, on ? 'connected' : null)) },
  { name: 'Port', cell: ({ port }) => port },
];
const row = { id: 'secret', name: 'Orders', on: true, port: 5432, role: null };
const fits = (query) => showing(query, columns)(row);

test('a row is found by the words that it shows', () => {
  for (const query of ['', '  ', 'order', 'CONNECTED', '5432', 'orders connected']) assert.ok(fits(query), query);
});

test('a row is not found by what is not shown, nor by its buttons', () => {
  for (const query of ['secret', 'null', 'role', 'name', 'undefined', 'copy', 'orders gone'])
    assert.ok(!fits(query), query);
});
