import { h } from '../dom/h.js';
import { providerName, serverState } from '../format/words.js';
import { findings } from './findings.js';
import { errorNotice, facts, status, warning } from './facts.js';
import { whatIf } from '../whatif/section.js';
import { nodeList, streamList } from './related.js';

// What our role may not see is unknown, not zero; the statement beside it lets it see.
function hidden(missing) {
  return missing?.length
    ? facts(
        'Hidden from our role',
        missing.map(({ what, grant }) => [
          what[0].toUpperCase() + what.slice(1),
          grant,
          { copy: true, wide: true, mono: true },
        ]),
      )
    : null;
}

function stranger({ managedBy }) {
  const known = managedBy
    ? `Known because ${providerName(managedBy)} names it as an end of a stream`
    : 'Seen from a registered server as the other end of a stream';
  return warning(`${known}, but not registered itself. Register a database on it to see its side.`);
}

export function serverDetails(server, context) {
  const { relations, pick, now } = context;
  const streams = relations.streamsOfServer(server.id);
  const address = server.host && `${server.host}${server.port ? `:${server.port}` : ''}`;
  return {
    kind: 'Server',
    name: server.name,
    body: [
      h('div', { key: 'tags', class: 'details-tags' }, [
        status(serverState(server)),
        server.role && h('span', { key: 'role', class: 'badge' }, server.role),
        server.managedBy && h('span', { key: 'by', class: 'badge badge-line' }, providerName(server.managedBy)),
        server.stale && h('span', { key: 'stale', class: 'badge badge-warn' }, 'last known state'),
      ]),
      whatIf(server, context),
      errorNotice(server.error, now),
      ...findings(server, now),
      server.status === 'unregistered' && stranger(server),
      hidden(server.hidden),
      facts('Instance', [
        ['Address', address, { copy: true, wide: true }],
        ['PostgreSQL', server.version],
        ['WAL position', server.walLsn, { copy: true, mono: true, strong: true }],
        ['Timeline', server.timeline],
        ['System id', server.systemIdentifier, { copy: true, mono: true }],
      ]),
      nodeList('Databases', relations.nodesOf(server.id), pick),
      streamList(
        'Streams out',
        streams.filter((stream) => stream.sourceServerId === server.id),
        pick,
      ),
      streamList(
        'Streams in',
        streams.filter((stream) => stream.targetServerId === server.id && stream.sourceServerId !== server.id),
        pick,
      ),
    ],
  };
}
