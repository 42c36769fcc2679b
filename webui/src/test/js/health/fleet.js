// A readable builder of topologies for the tests.
import { relate } from '../../../main/js/health/relations.js';

export function fleet({ servers = {}, streams = {} }) {
  const state = { servers: new Map(), nodes: new Map(), streams: new Map() };
  for (const [id, { databases = {}, ...server }] of Object.entries(servers)) {
    state.servers.set(id, { id, name: id, status: 'connected', ...server });
    for (const [name, node] of Object.entries(databases)) {
      state.nodes.set(name, { id: name, name, serverId: id, status: server.status ?? 'connected', ...node });
    }
  }
  for (const [id, [from, to, stream]] of Object.entries(streams)) {
    const [source, target] = [state.nodes.get(from), state.nodes.get(to)];
    state.streams.set(id, {
      id,
      name: id,
      type: 'logical',
      status: 'active',
      stale: false,
      sourceId: from,
      targetId: to,
      sourceServerId: source.serverId,
      targetServerId: target.serverId,
      ...stream,
    });
  }
  return relate(state);
}
