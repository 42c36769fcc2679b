// How things look at this moment, beyond their own data: selected, dimmed, found, affected, flowing.
export function lookOf({ relations, selection, match, affected, flows, text, boxes, asks = () => true }) {
  const near = selection ? neighbourhood(selection, relations) : null;
  return {
    relations,
    affected,
    flows,
    text,
    // Beside what a filter asks for there are other ends of streams, and other databases of a server.
    asks: (node) => asks('node', node),
    rowOf: (node, card) => {
      const row = boxes.rows.get(node.id);
      return { ...row, x: row.x - card.x, y: row.y - card.y };
    },
    isSelected: (kind, id) => selection?.kind === kind && selection.id === id,
    isMatch: (kind, thing) => Boolean(match?.(kind, thing)),
    isDim: (kind, thing) => {
      if (match) return !found(kind, thing, match, relations);
      return near ? !near[kind].has(thing.id) : false;
    },
  };
}

function found(kind, thing, match, { nodesOf }) {
  if (match(kind, thing)) return true;
  return kind === 'server' && nodesOf(thing.id).some((node) => match('node', node));
}

function neighbourhood({ kind, id }, { streams, nodes, streamsOfNode, streamsOfServer }) {
  const near = { server: new Set(), stream: new Set() };
  const around = {
    server: () => streamsOfServer(id),
    node: () => streamsOfNode(id),
    stream: () => [streams.get(id)].filter(Boolean),
  };
  if (kind === 'server') near.server.add(id);
  if (kind === 'node') near.server.add(nodes.get(id)?.serverId);
  for (const stream of around[kind]()) {
    near.stream.add(stream.id);
    near.server.add(stream.sourceServerId).add(stream.targetServerId);
  }
  return near;
}
