// A stream as it is wanted: a value that stands in the address whole, so that it survives everything and can be sent
// to somebody. It has no secrets: databases are told by their ids.
import { asRegistered, wayBody, WAYS } from './way.js';

const TEXTS = ['source', 'target', 'name', 'publicationName', 'subscriptionName', 'slot', 'origin', 'streaming'];
const FLAGS = {
  viaPartitionRoot: false,
  createMissingTables: false,
  copyData: true,
  enabled: true,
  binary: false,
  disableOnError: false,
  runAsOwner: false,
  failover: false,
  twoPhase: false,
};
const SUBSCRIPTION = ['copyData', 'enabled', 'binary', 'disableOnError', 'runAsOwner', 'failover', 'twoPhase'];
const WHAT = ['tables', 'all', 'existing'];
const PLAIN = /^[a-z_][a-z0-9_]*$/;

export const OPERATIONS = ['insert', 'update', 'delete', 'truncate'];

export const nothingYet = Object.freeze({
  ...Object.fromEntries(TEXTS.map((name) => [name, ''])),
  ...FLAGS,
  what: 'tables',
  schemas: [],
  tables: [],
  operations: OPERATIONS,
  way: asRegistered,
});

/** As it stands in an address; what is as usual is left out. */
export function written(draft) {
  const query = new URLSearchParams();
  for (const name of TEXTS) if (draft[name]) query.set(name, draft[name]);
  if (draft.what !== 'tables') query.set('what', draft.what);
  for (const schema of draft.schemas) query.append('schema', schema);
  for (const table of draft.tables) query.append('table', writtenTable(table));
  if (draft.operations.length < OPERATIONS.length) query.set('operations', draft.operations.join(' '));
  for (const [name, usual] of Object.entries(FLAGS)) if (draft[name] !== usual) query.set(name, draft[name]);
  for (const name of WAYS) if (draft.way[name]) query.set(`way.${name}`, draft.way[name]);
  return query;
}

/** What an address says; what it says wrongly is left as usual. */
export function read(query) {
  const text = (name) => query.get(name) ?? '';
  const what = text('what');
  return {
    ...Object.fromEntries(TEXTS.map((name) => [name, text(name)])),
    ...Object.fromEntries(
      Object.entries(FLAGS).map(([name, usual]) => [name, usual ? text(name) !== 'false' : text(name) === 'true']),
    ),
    what: WHAT.includes(what) ? what : 'tables',
    schemas: [...new Set(query.getAll('schema'))],
    tables: once(query.getAll('table').map(readTable).filter(Boolean)),
    operations: query.has('operations')
      ? OPERATIONS.filter((each) => text('operations').split(' ').includes(each))
      : OPERATIONS,
    way: Object.fromEntries(WAYS.map((name) => [name, text(`way.${name}`)])),
  };
}

/** The same table has the same key, whoever tells of it. */
export function keyOf({ schema, name }) {
  return JSON.stringify([schema, name]);
}

/** Whether only some of its rows or columns are wanted. */
export function restricted({ where, columns }) {
  return Boolean(where) || (columns?.length ?? 0) > 0;
}

function once(tables) {
  return [...new Map(tables.map((table) => [keyOf(table), table])).values()];
}

function writtenTable(table) {
  const { schema, name, columns = [], where = '' } = table;
  if (restricted(table)) return JSON.stringify([schema, name, columns, where]);
  return PLAIN.test(schema) && PLAIN.test(name) ? `${schema}.${name}` : keyOf(table);
}

function readTable(text) {
  if (!text.startsWith('[')) {
    const [schema, name, ...more] = text.split('.');
    return schema && name && more.length === 0 ? { schema, name } : null;
  }
  const [schema, name, columns, where] = parsed(text);
  if (!isText(schema) || !isText(name)) return null;
  return {
    schema,
    name,
    ...(Array.isArray(columns) && columns.length > 0 ? { columns: columns.filter(isText) } : {}),
    ...(isText(where) ? { where } : {}),
  };
}

function parsed(text) {
  try {
    const value = JSON.parse(text);
    return Array.isArray(value) ? value : [];
  } catch {
    return []; // Somebody cut the address.
  }
}

function isText(value) {
  return typeof value === 'string' && value !== '';
}

/** Without an end that is not registered, once it is known which are. */
export function withKnownEnds(draft, state) {
  if (!state?.generatedAt) return draft;
  const known = (id) => ((state.nodes.get(id)?.status ?? 'unregistered') === 'unregistered' ? null : id);
  return { ...draft, source: known(draft.source), target: known(draft.target) };
}

/** What the API is asked for; what is as usual is left to it. */
export function toBody(draft) {
  return said({
    sourceId: draft.source,
    targetId: draft.target,
    name: draft.name,
    publication: said({ name: draft.publicationName, ...published(draft) }),
    subscription: said({
      name: draft.subscriptionName,
      slot: draft.slot,
      ...Object.fromEntries(
        SUBSCRIPTION.filter((name) => draft[name] !== FLAGS[name]).map((name) => [name, draft[name]]),
      ),
      origin: draft.origin,
      streaming: draft.streaming,
      connection: wayBody(draft.way),
    }),
    createMissingTables: draft.createMissingTables || null,
  });
}

function published({ what, schemas, tables, operations, viaPartitionRoot }) {
  if (what === 'existing') return {};
  return {
    allTables: what === 'all' || null,
    schemas: what === 'tables' && schemas.length > 0 ? schemas : null,
    tables: what === 'tables' && tables.length > 0 ? tables : null,
    operations: operations.length < OPERATIONS.length ? operations : null,
    viaPartitionRoot: viaPartitionRoot || null,
  };
}

function said(values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value != null && value !== ''));
}

/** One that is perhaps not taken yet. */
export function nextName(name) {
  const [, stem, number] = name.match(/^(.*?)(?:_(\d{1,4}))?$/s);
  return `${stem.slice(0, 58) || 'stream'}_${Number(number ?? 1) + 1}`;
}

/** The name that the server gives it unless it gets another; none where that is not told by both names alone. */
export function usualName(source, target) {
  if (!source || !target) return '';
  const plain = `${source}_to_${target}`.toLowerCase().replace(/[^a-z0-9_]/g, '_');
  return plain.length <= 63 ? plain : '';
}
