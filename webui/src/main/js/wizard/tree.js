// The tables of a source as a tree: schemas, their tables, and partitions below what they are parts of.
import { keyOf } from './draft.js';

/** Answers [{schema, tables: [node]}]; a node is {key, table, partitions: [node]}. In the order in which they came. */
export function treeOf(tables) {
  const nodes = new Map(tables.map((table) => [keyOf(table), { key: keyOf(table), table, partitions: [] }]));
  const schemas = new Map();
  for (const node of nodes.values()) {
    const parent = node.table.partitionOf && nodes.get(keyOf(node.table.partitionOf));
    if (parent) parent.partitions.push(node);
    else if (schemas.has(node.table.schema)) schemas.get(node.table.schema).push(node);
    else schemas.set(node.table.schema, [node]);
  }
  return [...schemas].map(([schema, roots]) => ({ schema, tables: roots }));
}

/** What has the text in its name, and what that stands below, which does not fit itself. */
export function found(tree, text) {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return tree;
  const fits = ({ table }) => `${table.schema}.${table.name}`.toLowerCase().includes(wanted);
  const kept = (node) => {
    const partitions = node.partitions.map(kept).filter(Boolean);
    return fits(node) || partitions.length > 0 ? { ...node, partitions, fits: fits(node) } : null;
  };
  return tree
    .map(({ schema, tables }) => ({ schema, tables: tables.map(kept).filter(Boolean) }))
    .filter(({ tables }) => tables.length > 0);
}

/** What fits itself: without what stands there only for something below it, and without what is below what fits. */
export function fitting(nodes) {
  return nodes.flatMap((node) => (node.fits === false ? fitting(node.partitions) : [node]));
}

/** What a draft picks, in a form that answers quickly. */
export function picked({ schemas, tables }) {
  return { schemas: new Set(schemas), tables: new Map(tables.map((table) => [keyOf(table), table])) };
}

/** 'all', 'some' or 'none' of it; below says whether something above it is picked already. */
export function stateOf(node, picks, below = false) {
  if (below || picks.schemas.has(node.table.schema) || picks.tables.has(node.key)) return 'all';
  if (node.partitions.length === 0) return 'none';
  return sum(node.partitions.map((each) => stateOf(each, picks)));
}

export function stateOfSchema({ schema, tables }, picks) {
  return picks.schemas.has(schema) ? 'all' : sum(tables.map((node) => stateOf(node, picks)));
}

function sum(states) {
  if (states.every((state) => state === 'all')) return 'all';
  return states.every((state) => state === 'none') ? 'none' : 'some';
}

/** Picks these one by one, or lets go of them with all that is below them; what was restricted stays so. */
export function withTables(draft, nodes, yes) {
  const tables = new Map(draft.tables.map((table) => [keyOf(table), table]));
  for (const node of nodes) {
    for (const below of node.partitions.flatMap(everything)) tables.delete(below.key);
    if (!yes) tables.delete(node.key);
    else if (!tables.has(node.key) && !draft.schemas.includes(node.table.schema))
      tables.set(node.key, { schema: node.table.schema, name: node.table.name });
  }
  return { ...draft, tables: [...tables.values()] };
}

/** Picks a schema as a whole, with what it gets later; or its present tables instead. */
export function withSchema(draft, { schema, tables }, whole) {
  const others = draft.schemas.filter((each) => each !== schema);
  if (!whole) return withTables({ ...draft, schemas: others }, tables, true);
  return {
    ...draft,
    schemas: [...others, schema].sort(),
    tables: draft.tables.filter((table) => table.schema !== schema),
  };
}

/** Lets go of a schema and of all that is in it. */
export function withoutSchema(draft, { schema, tables }) {
  return withTables({ ...draft, schemas: draft.schemas.filter((each) => each !== schema) }, tables, false);
}

export function everything(node) {
  return [node, ...node.partitions.flatMap(everything)];
}

/** How many tables are picked and how much they hold; unsized are those of which nothing is known. */
export function weight(tree, draft) {
  const picks = picked(draft);
  const total = { tables: 0, bytes: 0, unsized: 0 };
  const add = (node) => {
    if (draft.what === 'all' || stateOf(node, picks) === 'all') {
      total.tables += 1;
      total.bytes += node.table.bytes ?? 0;
      total.unsized += node.table.bytes == null ? 1 : 0;
    } else node.partitions.forEach(add);
  };
  for (const { tables } of tree) tables.forEach(add);
  return total;
}

/** What was picked and is not there (any more). */
export function missing(tree, { schemas, tables }) {
  const there = new Set(tree.flatMap((each) => each.tables.flatMap(everything)).map(({ key }) => key));
  const known = new Set(tree.map(({ schema }) => schema));
  return [
    ...schemas.filter((schema) => !known.has(schema)).map((schema) => ({ schema })),
    ...tables.filter((table) => !there.has(keyOf(table))),
  ];
}
