// Who belongs to whom, worked out once per change of the topology.
export function relate({ servers, nodes, streams }) {
  const nodesOf = group(nodes.values(), (node) => [node.serverId]);
  const streamsOfNode = group(streams.values(), (stream) => [stream.sourceId, stream.targetId]);
  const streamsOfServer = group(streams.values(), (stream) => [stream.sourceServerId, stream.targetServerId]);
  return {
    servers,
    nodes,
    streams,
    nodesOf: (serverId) => nodesOf.get(serverId) ?? [],
    streamsOfNode: (nodeId) => streamsOfNode.get(nodeId) ?? [],
    streamsOfServer: (serverId) => streamsOfServer.get(serverId) ?? [],
    end: (stream, side) => endOf(servers, nodes, stream, side),
  };
}

/** An end of a stream as {kind, id, name}: a database, or for physical streams the server itself. */
function endOf(servers, nodes, stream, side) {
  const server = servers.get(stream[`${side}ServerId`]);
  const node = nodes.get(stream[`${side}Id`]);
  if (stream.type === 'physical' || !node) {
    return server
      ? { kind: 'server', id: server.id, name: server.name }
      : { kind: null, id: null, name: 'an unknown server' };
  }
  return { kind: 'node', id: node.id, name: node.name ?? node.database, server: server?.name };
}

function group(things, keysOf) {
  const groups = new Map();
  for (const thing of things) {
    for (const key of new Set(keysOf(thing))) {
      if (key == null) continue;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(thing);
    }
  }
  return groups;
}
