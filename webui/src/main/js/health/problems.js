// What is wrong, causes before consequences: streams that merely rest because an end is unreachable are counted under
// the server that is, not listed beside it.
export function findProblems(relations) {
  const { servers, nodes, streams } = relations;
  const found = [
    ...[...servers.values()].flatMap((server) => serverProblems(server, relations)),
    ...[...nodes.values()].flatMap((node) => nodeProblems(node, relations)),
    ...[...streams.values()].flatMap((stream) => streamProblems(stream)),
  ];
  return found.sort((a, b) => order(a) - order(b) || b.affects - a.affects || a.title.localeCompare(b.title));
}

function order({ tone }) {
  return tone === 'bad' ? 0 : 1;
}

function problem(kind, { id }, tone, title, cause, affects = 0) {
  return { key: `${kind}:${id}:${title}`, kind, id, tone, title, cause: cause ?? '', affects };
}

function serverProblems(server, { streamsOfServer }) {
  if (server.status !== 'disconnected') return [];
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
  if (rolesDiffer(node)) {
    return [
      problem(
        'node',
        node,
        'warn',
        `${node.name} is not what it was declared`,
        `Registered as ${node.declaredRole}, found to be ${node.role}.`,
      ),
    ];
  }
  return [];
}

export function rolesDiffer({ role, declaredRole }) {
  return Boolean(role && declaredRole && role !== 'standalone' && role !== declaredRole);
}

function streamProblems(stream) {
  const { name, status, stale, error, reason, slot, slotStatus, match } = stream;
  if (status === 'error') return [problem('stream', stream, 'bad', `${name} fails`, error?.message ?? reason)];
  if (slotStatus === 'lost')
    return [problem('stream', stream, 'bad', `${name} lost its WAL`, `Slot ${slot} can no longer be read.`)];
  if (status === 'inactive' && !stale) return [problem('stream', stream, 'warn', `${name} is not running`, reason)];
  if (slotStatus === 'unreserved')
    return [
      problem(
        'stream',
        stream,
        'warn',
        `${name} is about to lose its WAL`,
        `Slot ${slot} is beyond what the server keeps.`,
      ),
    ];
  if (match === 'ambiguous')
    return [problem('stream', stream, 'warn', `${name} has an ambiguous end`, 'More than one database fits it.')];
  return [];
}
