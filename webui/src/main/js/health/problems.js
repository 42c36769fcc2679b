import { isUnwatched } from '../format/words.js';

// What is wrong, causes before consequences: streams that merely rest because an end is unreachable are counted under
// the server that is, not listed beside it.
export function findProblems(relations) {
  const { servers, nodes, streams } = relations;
  const unwatched = [...servers.values()].filter(isUnwatched);
  const found = [
    ...notWatched(unwatched, servers),
    ...[...servers.values()]
      .filter((server) => !isUnwatched(server))
      .flatMap((server) => serverProblems(server, relations)),
    ...[...nodes.values()].flatMap((node) => nodeProblems(node, relations)),
    ...[...streams.values()].flatMap((stream) => streamProblems(stream)),
  ];
  return found.sort((a, b) => order(a) - order(b) || b.affects - a.affects || a.title.localeCompare(b.title));
}

function order({ tone }) {
  return tone === 'bad' ? 0 : 1;
}

/** Whether nothing of what is shown is known to be so now. */
export function isBlind(servers) {
  const watched = [...servers.values()].filter(isRegistered);
  return watched.some(isUnwatched) && !watched.some(({ status }) => status === 'connected');
}

function isRegistered({ status }) {
  return status !== 'unregistered';
}

function problem(kind, { id }, tone, title, cause, affects = 0) {
  return { key: `${kind}:${id}:${title}`, kind, id, tone, title, cause: cause ?? '', affects };
}

// One cause for all: of a fleet that nobody looks at, nothing is known to be down.
function notWatched(unwatched, servers) {
  if (unwatched.length === 0) return [];
  const [first] = unwatched;
  if (unwatched.length === 1)
    return [problem('server', first, 'warn', `${first.name} is not watched`, first.error.message)];
  const total = [...servers.values()].filter(isRegistered).length;
  const title = isBlind(servers) ? 'No server is watched' : `${unwatched.length} of ${total} servers are not watched`;
  return [
    problem('server', first, 'warn', title, 'No monitor reports on them: what is shown is how they were last seen.'),
  ];
}

function serverProblems(server, { streamsOfServer }) {
  if (server.status !== 'disconnected') return attention('server', server);
  return [
    problem(
      'server',
      server,
      'bad',
      `${server.name} is unreachable`,
      server.error?.message,
      streamsOfServer(server.id).length,
    ),
  ];
}

function nodeProblems(node, { servers, streamsOfNode }) {
  if (node.status === 'disconnected' && servers.get(node.serverId)?.status !== 'disconnected') {
    return [
      problem('node', node, 'bad', `${node.name} is unreachable`, node.error?.message, streamsOfNode(node.id).length),
    ];
  }
  return node.status === 'disconnected' ? [] : attention('node', node);
}

function streamProblems(stream) {
  const { name, status, stale, error, reason, match } = stream;
  if (status === 'error') return [problem('stream', stream, 'bad', `${name} fails`, error?.message ?? reason)];
  const judged = attention('stream', stream);
  if (judged.length > 0) return judged;
  if (status === 'inactive' && !stale) return [problem('stream', stream, 'warn', `${name} is not running`, reason)];
  if (match === 'ambiguous')
    return [problem('stream', stream, 'warn', `${name} has an ambiguous end`, 'More than one database fits it.')];
  return [];
}

// The worst that the server finds about it; the rest stands in its details. What is stale was judged when it was seen.
function attention(kind, thing) {
  const worst = thing.stale ? null : thing.health?.findings?.[0];
  if (!worst || worst.severity === 'note') return [];
  const tone = worst.severity === 'critical' ? 'bad' : 'warn';
  return [problem(kind, thing, tone, `${thing.name} needs attention`, worst.message)];
}
