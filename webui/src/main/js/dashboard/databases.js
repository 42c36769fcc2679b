// Databases one below the other; each opens to its slots, publications and subscriptions.
import { status } from '../details/facts.js';
import { h, memo } from '../dom/h.js';
import { bytes, exactBytes } from '../format/bytes.js';
import { count } from '../format/count.js';
import { lag, exactLag } from '../format/lag.js';
import { nodeState, slotState, streamState } from '../format/words.js';

/** The rows of these databases; each is drawn anew only when something that it shows has changed. */
export function databaseRows(nodes, relations, snapshot, open, toggle) {
  const servers = new Map((snapshot?.servers ?? []).map((server) => [server.id, server]));
  return h(
    'ul',
    { key: 'databases', class: 'database-rows' },
    nodes.map((node) => {
      const known = knownOf(node, relations, servers.get(node.serverId));
      const isOpen = open.has(node.id);
      const { lsn, behind, exact, told, server, streams } = known;
      const within = isOpen ? [server, ...streams] : [];
      return memo(node.id, [node, lsn, behind, exact, told, isOpen, ...within], () => row(node, known, isOpen, toggle));
    }),
  );
}

function knownOf(node, relations, server) {
  const streams = relations.streamsOfNode(node.id);
  const database = server?.databases.find((each) => each.id === node.id);
  const slots = (server?.slots ?? []).filter((slot) => slot.database === node.database || slot.type === 'physical');
  const worst = streams
    .filter((stream) => stream.targetId === node.id && stream.lagBytes != null)
    .reduce((most, each) => (most && most.lagBytes >= each.lagBytes ? most : each), null);
  return {
    server,
    streams,
    database,
    slots,
    lsn: relations.servers.get(node.serverId)?.walLsn ?? '–',
    behind: worst ? `behind ${lag(worst)}` : '',
    exact: worst && exactLag(worst),
    told: counts(database, slots),
  };
}

function row(node, { lsn, behind, exact, told, database, slots, streams }, isOpen, toggle) {
  return h('li', { class: 'card database-row', 'data-tone': nodeState(node).tone }, [
    h(
      'button',
      {
        key: 'head',
        class: 'database-head',
        type: 'button',
        'aria-expanded': String(isOpen),
        on: { click: () => toggle(node.id, !isOpen) },
      },
      [
        h('span', { key: 'name', class: 'database-name' }, node.name),
        status(nodeState(node)),
        h('span', { key: 'role', class: 'faint' }, [node.role, node.environment].filter(Boolean).join(', ')),
        h('span', { key: 'lsn', class: 'mono', title: 'WAL position' }, lsn),
        h('span', { key: 'lag', title: exact }, behind),
        h('span', { key: 'counts', class: 'faint' }, told),
      ],
    ),
    isOpen && h('div', { key: 'body', class: 'database-body' }, contents(node, database, slots, streams)),
  ]);
}

function counts(database, slots) {
  if (!database) return '';
  return [
    count(slots.length, 'slot'),
    count(database.publications?.length ?? 0, 'publication'),
    count(database.subscriptions?.length ?? 0, 'subscription'),
  ].join(', ');
}

function contents(node, database, slots, streams) {
  return [
    node.error && h('div', { key: 'error', class: 'notice notice-bad' }, h('p', {}, node.error.message)),
    list('Streams', streams, (stream) => [
      h('a', { key: 'name', href: `/streams/${stream.id}` }, stream.name),
      status(streamState(stream)),
      h('span', { key: 'lag', title: exactLag(stream) }, lag(stream)),
    ]),
    list('Slots', slots, (slot) => [
      h('span', { key: 'name' }, slot.name),
      h('span', { key: 'state', class: 'faint' }, slot.active ? 'read' : 'nobody reads it'),
      h(
        'span',
        { key: 'kept', title: exactBytes(slot.retainedWalBytes) },
        slot.retainedWalBytes == null ? '' : `keeps ${bytes(slot.retainedWalBytes)}`,
      ),
      h('span', { key: 'wal', class: 'faint' }, slotState(slot.walStatus) ?? ''),
      h('span', { key: 'lsn', class: 'mono' }, slot.confirmedFlushLsn ?? slot.restartLsn ?? ''),
    ]),
    list('Publications', database?.publications ?? [], (publication) => [
      h('span', { key: 'name' }, publication.name),
      h(
        'span',
        { key: 'tables', class: 'faint', title: publication.tables && exactBytes(publication.tables.bytes) },
        publication.tables ? `${count(publication.tables.count, 'table')}, ${bytes(publication.tables.bytes)}` : '',
      ),
    ]),
    list('Subscriptions', database?.subscriptions ?? [], (subscription) => [
      h('span', { key: 'name' }, subscription.name),
      h('span', { key: 'state', class: 'faint' }, subscription.enabled ? 'enabled' : 'disabled'),
      h('span', { key: 'lsn', class: 'mono' }, subscription.worker?.receivedLsn ?? ''),
    ]),
    h('p', { key: 'map' }, h('a', { href: `/#node/${node.id}` }, 'Show it on the map')),
  ];
}

function list(title, things, line) {
  return (
    things.length > 0 &&
    h('section', { key: title, class: 'section' }, [
      h('h3', { key: 'title', class: 'section-title' }, title),
      h(
        'ul',
        { key: 'list', class: 'lines' },
        things.map((thing, i) => h('li', { key: `${i}`, class: 'line-of' }, line(thing))),
      ),
    ])
  );
}
