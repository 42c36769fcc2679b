import { isUnreachable } from '../format/words.js';

// What a database that cannot be reached drags along: every stream at it, and all databases that are fed through it.
// Answers {nodes, streams}, each from id to the name of the cause.
export function affectedBy(relations) {
  const hit = { nodes: new Map(), streams: new Map() };
  for (const outage of outages(relations)) spread(outage, relations, hit);
  return hit;
}

function outages({ servers, nodes, nodesOf, streamsOfNode, streamsOfServer }) {
  const ofServers = [...servers.values()].filter(isUnreachable).map((server) => ({
    cause: server.name,
    roots: nodesOf(server.id).map(({ id }) => id),
    streams: streamsOfServer(server.id),
    leaves: (stream) => stream.sourceServerId === server.id,
  }));
  const ofNodes = [...nodes.values()]
    .filter((node) => isUnreachable(node) && !(servers.has(node.serverId) && isUnreachable(servers.get(node.serverId))))
    .map((node) => ({
      cause: node.name,
      roots: [node.id],
      streams: streamsOfNode(node.id),
      leaves: (stream) => stream.sourceId === node.id,
    }));
  return [...ofServers, ...ofNodes];
}

function spread({ cause, roots, streams, leaves }, relations, hit) {
  const seen = new Set(roots);
  const following = streams.filter(leaves);
  for (const stream of streams) note(hit.streams, stream.id, cause);
  while (following.length > 0) {
    const stream = following.pop();
    note(hit.streams, stream.id, cause);
    for (const id of fedBy(stream, relations)) {
      if (seen.has(id)) continue;
      seen.add(id);
      if (relations.nodes.get(id)?.status !== 'disconnected') note(hit.nodes, id, cause);
      following.push(...leaving(id, relations));
    }
  }
}

function note(causes, id, cause) {
  if (!causes.has(id)) causes.set(id, cause);
}

function fedBy(stream, { nodesOf }) {
  if (stream.type === 'physical') return nodesOf(stream.targetServerId).map(({ id }) => id);
  return stream.targetId ? [stream.targetId] : [];
}

function leaving(id, { nodes, streamsOfNode, streamsOfServer }) {
  const serverId = nodes.get(id)?.serverId;
  const logical = streamsOfNode(id).filter((stream) => stream.type === 'logical' && stream.sourceId === id);
  const physical = streamsOfServer(serverId).filter(
    (stream) => stream.type === 'physical' && stream.sourceServerId === serverId,
  );
  return [...logical, ...physical];
}
