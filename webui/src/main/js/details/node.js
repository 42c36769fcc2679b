import { h } from '../dom/h.js';
import { duration } from '../format/duration.js';
import { nodeState, providerName } from '../format/words.js';
import { newStreamFrom } from '../wizard/comeBack.js';
import { findings } from './findings.js';
import { errorNotice, facts, link, section, status, timeFact, warning } from './facts.js';
import { streamList } from './related.js';

export function nodeDetails(node, { relations, affected, pick, now, phase }) {
  const server = relations.servers.get(node.serverId);
  const streams = relations.streamsOfNode(node.id);
  const cause = affected.nodes.get(node.id);
  return {
    kind: 'Database',
    name: node.name ?? node.database,
    body: [
      h('div', { key: 'tags', class: 'details-tags' }, [
        status(nodeState(node)),
        node.role && h('span', { key: 'role', class: 'badge' }, node.role),
        node.environment && h('span', { key: 'environment', class: 'badge badge-line' }, node.environment),
        node.stale && h('span', { key: 'stale', class: 'badge badge-warn' }, 'last known state'),
      ]),
      node.status !== 'unregistered' && phase !== 'past' && acts(node),
      errorNotice(node.error, now),
      ...findings(node, now),
      cause && warning(`Its data comes through ${cause}, which is unreachable.`),
      node.status === 'unregistered' &&
        warning(
          'Seen from a registered database as the other end of a stream, but not registered itself. Register it to see its side.',
        ),
      ...whereItIs(server, pick),
      connection(node, now),
      streamList(
        'Streams out',
        streams.filter((stream) => stream.sourceId === node.id),
        pick,
      ),
      streamList(
        'Streams in',
        streams.filter((stream) => stream.targetId === node.id && stream.sourceId !== node.id),
        pick,
      ),
    ],
  };
}

function acts({ id }) {
  return h('div', { key: 'acts', class: 'details-page details-acts' }, [
    newStreamFrom(id),
    h('a', { key: 'registered', class: 'button', href: `/databases/${encodeURIComponent(id)}` }, 'As it is registered'),
  ]);
}

function whereItIs(server, pick) {
  if (!server) return [];
  return [
    section('Server', link(server.name, { kind: 'server', id: server.id }, pick)),
    facts('Position', [['WAL of the server', server.walLsn, { copy: true, mono: true, strong: true }]]),
  ];
}

function connection(node, now) {
  return facts('Connection', [
    ['Address', node.host && `${node.host}${node.port ? `:${node.port}` : ''}`, { copy: true, wide: true }],
    ['Database', node.database, { copy: true }],
    ['Provider', providerName(node.provider)],
    ['Answered in', node.latencyMs != null ? duration(node.latencyMs / 1000) : null],
    timeFact('Last seen', node.observedAt, now),
  ]);
}
