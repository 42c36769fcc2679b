// The topology as three tables: the same data as the map, for those who read rather than look.
import { h } from '../dom/h.js';
import { status } from '../details/facts.js';
import { bytes, exactBytes } from '../format/bytes.js';
import { duration, exactSeconds } from '../format/duration.js';
import { nodeState, providerName, serverState, statusOf, streamState } from '../format/words.js';
import { table } from './table.js';

const severity = {
  error: 0,
  disconnected: 0,
  unwatched: 1,
  inactive: 1,
  syncing: 2,
  pending: 2,
  unregistered: 3,
  active: 4,
  connected: 4,
};

export function tables({ relations, selection, asks, match, orders, onOrder, whole, onWhole, pick }) {
  const keep = (kind) => (thing) => asks(kind, thing) && (!match || match(kind, thing));
  const common = (kind) => ({
    kind,
    order: orders[kind],
    onOrder: (order) => onOrder(kind, order),
    whole: whole[kind],
    onWhole: () => onWhole(kind),
    selection,
  });
  return [
    table({
      ...common('stream'),
      title: 'Streams',
      rows: [...relations.streams.values()].filter(keep('stream')),
      columns: streamColumns(relations, pick),
    }),
    table({
      ...common('node'),
      title: 'Databases',
      besides: (node) => relations.servers.get(node.serverId),
      rows: [...relations.nodes.values()].filter(keep('node')),
      columns: nodeColumns(relations, pick),
    }),
    table({
      ...common('server'),
      title: 'Servers',
      besides: (server) => relations.nodesOf(server.id).length,
      rows: [...relations.servers.values()].filter(keep('server')),
      columns: serverColumns(relations, pick),
    }),
  ];
}

function name(kind, thing, pick) {
  return h(
    'button',
    {
      class: 'table-link',
      type: 'button',
      'data-item': `${kind}:${thing.id}`,
      on: { click: () => pick({ kind, id: thing.id }) },
    },
    thing.name ?? thing.id,
  );
}

function text(title, of) {
  return { name: title, sort: of, cell: (row) => of(row) ?? '' };
}

function streamColumns(relations, pick) {
  return [
    { name: 'Stream', sort: (s) => s.name, cell: (s) => name('stream', s, pick) },
    { name: 'State', sort: (s) => severity[s.status], cell: (s) => status(streamState(s)) },
    text('Kind', (s) => s.type),
    text('From', (s) => endName(relations, s, 'source')),
    text('To', (s) => endName(relations, s, 'target')),
    {
      name: 'Behind',
      number: true,
      sort: (s) => s.lagBytes,
      title: (s) => exactBytes(s.lagBytes),
      cell: (s) => (s.lagBytes == null ? '–' : bytes(s.lagBytes)),
    },
    {
      name: 'By time',
      number: true,
      sort: (s) => s.lagSeconds,
      title: (s) => exactSeconds(s.lagSeconds),
      cell: (s) => (s.lagSeconds == null ? '–' : duration(s.lagSeconds)),
    },
    {
      name: 'WAL kept',
      number: true,
      sort: (s) => s.retainedWalBytes,
      title: (s) => exactBytes(s.retainedWalBytes),
      cell: (s) => (s.retainedWalBytes == null ? '–' : bytes(s.retainedWalBytes)),
    },
    {
      name: 'Tables',
      number: true,
      sort: (s) => s.tables?.total,
      cell: (s) => (s.tables?.total ? `${s.tables.ready} / ${s.tables.total}` : '–'),
    },
    text('Slot', (s) => s.slot),
  ];
}

function endName(relations, stream, side) {
  const end = relations.end(stream, side);
  return end.server ? `${end.server} / ${end.name}` : end.name;
}

function nodeColumns(relations, pick) {
  const server = (node) => relations.servers.get(node.serverId);
  return [
    { name: 'Database', sort: (n) => n.name, cell: (n) => name('node', n, pick) },
    { name: 'State', sort: (n) => severity[statusOf(n)], cell: (n) => status(nodeState(n)) },
    text('Role', (n) => n.role),
    text('Environment', (n) => n.environment),
    text('Server', (n) => server(n)?.name),
    text('Address', (n) => n.host && `${n.host}:${n.port}`),
    text('Version', (n) => server(n)?.version),
    text('Provider', (n) => providerName(server(n)?.managedBy ?? n.provider)),
    {
      name: 'WAL position',
      number: true,
      sort: (n) => server(n)?.walLsn,
      cell: (n) => h('span', { class: 'mono' }, server(n)?.walLsn ?? '–'),
    },
    {
      name: 'Answered in',
      number: true,
      sort: (n) => n.latencyMs,
      cell: (n) => (n.latencyMs == null ? '–' : duration(n.latencyMs / 1000)),
    },
  ];
}

function serverColumns(relations, pick) {
  const databases = (server) => relations.nodesOf(server.id);
  return [
    { name: 'Server', sort: (s) => s.name, cell: (s) => name('server', s, pick) },
    { name: 'State', sort: (s) => severity[statusOf(s)], cell: (s) => status(serverState(s)) },
    text('Role', (s) => s.role),
    text('Version', (s) => s.version),
    {
      name: 'Databases',
      number: true,
      sort: (s) => databases(s).length,
      title: (s) =>
        databases(s)
          .map((node) => node.name ?? node.database)
          .join(', '),
      cell: (s) => `${databases(s).length}`,
    },
    text('Address', (s) => s.host && `${s.host}:${s.port}`),
    text('Provider', (s) => providerName(s.managedBy)),
    {
      name: 'WAL position',
      number: true,
      sort: (s) => s.walLsn,
      cell: (s) => h('span', { class: 'mono' }, s.walLsn ?? '–'),
    },
  ];
}
