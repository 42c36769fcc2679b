// The tree of tables as nested lists of boxes: schemas open one by one, and long ones show their beginning first.
import { h, memo } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { bytes, exactBytes, whole } from '../format/bytes.js';
import { count } from '../format/count.js';
import { restricted } from './draft.js';
import { stateOf, stateOfSchema } from './tree.js';

const FIRST = 200;

/** on: what is picked and open, and who hears of changes. */
export function branches(tree, on) {
  return h(
    'ul',
    { key: 'schemas', class: 'branches' },
    tree.map((schema) => branch(schema, on)),
  );
}

function branch(schema, on) {
  const { picks } = on;
  const key = `schema:${schema.schema}`;
  const open = on.isOpen(key);
  const state = stateOfSchema(schema, picks);
  const asWhole = picks.schemas.has(schema.schema);
  return h('li', { key, class: 'branch' }, [
    h('div', { key: 'line', class: 'branch-line branch-schema' }, [
      opener(open, `tables of ${schema.schema}`, () => on.toggle(key, !open)),
      box(schema.schema, state, false, (yes) => on.pickSchema(schema, yes)),
      h('span', { key: 'count', class: 'faint' }, count(schema.tables.length, 'table')),
      on.schemas &&
        state === 'all' &&
        h('label', { key: 'whole', class: 'branch-whole' }, [
          h('input', {
            type: 'checkbox',
            'aria-label': `${schema.schema} with tables to come`,
            checked: asWhole,
            on: { change: ({ target }) => on.pickWhole(schema, target.checked) },
          }),
          'with tables to come',
        ]),
      size(sizeOf(schema.tables)),
    ]),
    open && list(schema.tables, key, on, asWhole),
  ]);
}

function list(nodes, key, on, below) {
  const shown = on.isWhole(key) ? nodes : nodes.slice(0, FIRST);
  return h('ul', { key: 'below', class: 'branches' }, [
    shown.map((node) => leaf(node, on, below)),
    shown.length < nodes.length &&
      h(
        'li',
        { key: 'more', class: 'branch-line' },
        h(
          'button',
          { class: 'button', type: 'button', on: { click: () => on.showWhole(key) } },
          `Show the other ${whole(nodes.length - shown.length)}`,
        ),
      ),
  ]);
}

function leaf(node, on, below) {
  const { picks } = on;
  const state = stateOf(node, picks, below);
  const own = picks.tables.get(node.key);
  const has = node.partitions.length > 0;
  const open = has && on.isOpen(node.key) && (on.opened ?? true);
  const depends = [node, state, own, below, open, has && picks, has && on.isWhole(node.key), ...on.signature];
  return memo(node.key, depends, () =>
    h('li', { class: 'branch' }, [
      h('div', { key: 'line', class: 'branch-line' }, [
        has
          ? opener(open, `partitions of ${node.table.name}`, () => on.toggle(node.key, !open))
          : h('span', { key: 'open', class: 'branch-gap' }),
        box(node.table.name, state, below, (yes) => on.pick(node, yes)),
        h('span', { key: 'about', class: 'branch-about' }, about(node, own, on)),
        own &&
          on.restrict &&
          h(
            'button',
            {
              key: 'restrict',
              class: 'button branch-restrict',
              type: 'button',
              'aria-label': `Rows and columns… of ${node.table.name}`,
              on: { click: () => on.restrict(own) },
            },
            'Rows and columns…',
          ),
        h('span', { key: 'rows', class: 'branch-rows faint' }, rows(node.table)),
        size(node.table.bytes),
      ]),
      open && list(node.partitions, node.key, on, state === 'all' && (below || Boolean(own))),
    ]),
  );
}

function about({ table, partitions }, own, on) {
  const badge = (key, words, title) => h('span', { key, class: 'badge', title }, words);
  const { publications, partitioned, replicaIdentity, schema } = table;
  return [
    partitioned && badge('parts', count(partitions.length, 'partition')),
    table.partitionOf && table.partitionOf.schema !== schema && badge('of', `in ${schema}`),
    on.identity &&
      !partitioned &&
      replicaIdentity === 'nothing' &&
      h(
        'span',
        {
          key: 'identity',
          class: 'badge badge-warn',
          title: 'No primary key and no other replica identity: once published, its updates and deletes fail.',
        },
        'no key',
      ),
    publications.length > 0 && badge('published', 'published', `By ${publications.join(', ')}`),
    own && restricted(own) && badge('restricted', restriction(own), own.where),
  ];
}

function restriction({ columns = [], where }) {
  return [where && 'some rows', columns.length > 0 && count(columns.length, 'column')].filter(Boolean).join(', ');
}

function rows({ rows: estimate }) {
  return estimate == null ? '' : `${whole(estimate)} rows`;
}

/** Nothing where nothing is known. */
function sizeOf(nodes) {
  const known = nodes.map(({ table }) => table.bytes).filter((bytesOf) => bytesOf != null);
  return known.length === 0 ? null : known.reduce((sum, each) => sum + each, 0);
}

function size(value) {
  return h('span', { key: 'size', class: 'branch-size', title: exactBytes(value) }, value == null ? '–' : bytes(value));
}

function box(name, state, disabled, changed) {
  return h('label', { key: 'box', class: 'branch-name' }, [
    h('input', {
      type: 'checkbox',
      checked: state === 'all',
      indeterminate: state === 'some',
      disabled,
      on: { change: ({ target }) => changed(target.checked) },
    }),
    h('span', {}, name),
  ]);
}

function opener(open, of, click) {
  return h(
    'button',
    {
      key: 'open',
      class: 'branch-open',
      type: 'button',
      'aria-expanded': String(open),
      'aria-label': `${open ? 'Close' : 'Open'} the ${of}`,
      on: { click },
    },
    icon('chevron'),
  );
}
