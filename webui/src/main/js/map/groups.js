// Which servers stand together, and what is left to draw when a group is collapsed into one box: its counts, its worst
// state, and one line for all its streams to the same other end.
import { relate } from '../health/relations.js';
import { isUnreachable, serverState, streamState } from '../format/words.js';

const keys = { cloud: 'provider', region: 'region', environment: 'environment' };
const rank = { bad: 0, warn: 1, busy: 2, idle: 3, ok: 4 };

/** Groups by name; servers of which it is not known stand in none. */
export function groupsOf({ servers }, by) {
  const groups = new Map();
  if (!by) return groups;
  for (const server of servers.values()) {
    const key = server[keys[by]];
    if (key == null) continue;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(server);
  }
  return new Map([...groups].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true })));
}

/** Answers {relations, groups, joints}: what is drawn one by one, every group, and the lines for many streams. */
export function arrange(relations, by, collapsed) {
  const members = groupsOf(relations, by);
  if (members.size === 0) return { relations, groups: [], joints: [] };
  const groups = [...members].map(([key, servers]) => describe(key, servers, collapsed.includes(key), relations));
  const boxOf = new Map();
  for (const group of groups) if (group.collapsed) for (const { id } of group.servers) boxOf.set(id, group.key);
  if (boxOf.size === 0) return { relations, groups, joints: [] };
  const outside = (id) => !boxOf.has(id);
  return {
    relations: relate({
      servers: new Map([...relations.servers].filter(([id]) => outside(id))),
      nodes: new Map([...relations.nodes].filter(([, { serverId }]) => outside(serverId))),
      streams: new Map(
        [...relations.streams].filter(([, s]) => outside(s.sourceServerId) && outside(s.targetServerId)),
      ),
    }),
    groups,
    joints: join(relations, boxOf),
  };
}

function describe(key, servers, collapsed, { nodesOf, streamsOfServer }) {
  const ids = new Set(servers.map(({ id }) => id));
  const streams = new Map(servers.flatMap(({ id }) => streamsOfServer(id)).map((stream) => [stream.id, stream]));
  const nodes = servers.flatMap(({ id }) => nodesOf(id));
  const states = [...servers.map(serverState), ...nodes.map(serverState)];
  const within = [...streams.values()].filter((s) => ids.has(s.sourceServerId) && ids.has(s.targetServerId));
  return {
    key,
    collapsed,
    servers,
    databases: nodes.length,
    streams: streams.size,
    within: within.length,
    failing: [...streams.values()].filter(({ status }) => status === 'error').length,
    unreachable: nodes.filter(isUnreachable).length,
    state: worst([...states, ...[...streams.values()].map(streamState)]),
  };
}

export function worst(states) {
  return states.reduce((a, b) => (rank[b.tone] < rank[a.tone] ? b : a));
}

// Lines between the same two ends are one; those within a box are none.
function join({ streams }, boxOf) {
  const joints = new Map();
  for (const stream of streams.values()) {
    const from = boxOf.get(stream.sourceServerId);
    const to = boxOf.get(stream.targetServerId);
    if ((from == null && to == null) || (from != null && from === to)) continue;
    const id = `${from ?? stream.sourceServerId}>${to ?? stream.targetServerId}>${stream.type}`;
    if (!joints.has(id)) joints.set(id, { id, type: stream.type, ends: ends(stream, from, to), streams: [] });
    joints.get(id).streams.push(stream);
  }
  return [...joints.values()];
}

function ends({ sourceServerId, targetServerId }, from, to) {
  return {
    source: from == null ? { server: sourceServerId } : { group: from },
    target: to == null ? { server: targetServerId } : { group: to },
  };
}

/** The stream that speaks for many: in the worst state, and there the furthest behind. */
export function spokesman(streams) {
  const behind = (s) => s.lagSeconds ?? (s.lagBytes == null ? -1 : 0);
  return streams.reduce((a, b) => {
    const order = rank[streamState(b).tone] - rank[streamState(a).tone];
    if (order !== 0) return order < 0 ? b : a;
    return behind(b) > behind(a) || (behind(b) === behind(a) && (b.lagBytes ?? -1) > (a.lagBytes ?? -1)) ? b : a;
  });
}
