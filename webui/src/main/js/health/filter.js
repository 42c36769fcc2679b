// Leaves in sight what somebody asked for: databases of an environment or with a tag, things in a state. The other ends of
// streams stay, since a stream without them says nothing, and so does what is selected.
import { statusOf } from '../format/words.js';
import { relate } from './relations.js';

export const noFilter = { status: [], environment: [], tag: [] };

export const nodeStatuses = ['connected', 'disconnected', 'unwatched', 'pending', 'unregistered'];
export const streamStatuses = ['active', 'syncing', 'inactive', 'error'];

export function isFiltering(filter) {
  return Object.values(filter).some((chosen) => chosen.length > 0);
}

/** One value of a facet more, or less. */
export function toggled(filter, facet, value) {
  const chosen = filter[facet];
  const next = chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value];
  return { ...filter, [facet]: next };
}

/**
 * Answers {relations, shows(kind, thing), asks(kind, thing), hidden: {node, stream}}: what is in sight, and what of it was asked
 * for; the rest of it are other ends of streams, and databases beside those that were asked for, since servers stay whole.
 */
export function filtered(relations, filter, selection) {
  if (!isFiltering(filter)) return { relations, shows: () => true, asks: () => true, hidden: { node: 0, stream: 0 } };
  const shown = choose(relations, filter, selection);
  const keep = (kind) => new Map([...relations[`${kind}s`]].filter(([id]) => shown[kind].has(id)));
  const nodes = new Map([...relations.nodes].filter(([, node]) => shown.server.has(node.serverId)));
  return {
    relations: relate({ servers: keep('server'), nodes, streams: keep('stream') }),
    shows: (kind, { id }) => shown[kind].has(id),
    asks: (kind, { id }) => (kind === 'node' ? shown.asked : shown[kind]).has(id),
    hidden: {
      node: relations.nodes.size - shown.asked.size,
      stream: relations.streams.size - shown.stream.size,
    },
  };
}

function choose(relations, filter, selection) {
  const asks = asker(filter, relations);
  const node = new Set([...relations.nodes.values()].filter(asks.node).map(({ id }) => id));
  const server = new Set([...relations.servers.values()].filter(asks.server).map(({ id }) => id));
  const seeds = { node: new Set(node), server: new Set(server) };
  const touches = (stream) =>
    seeds.node.has(stream.sourceId) ||
    seeds.node.has(stream.targetId) ||
    (stream.type === 'physical' && atServer(stream, relations, seeds));
  const stream = new Set();
  for (const each of relations.streams.values()) {
    if (asks.stream(each) || (asks.follows && touches(each)) || is(selection, 'stream', each)) stream.add(each.id);
  }
  addEnds(stream, relations, node, server);
  const asked = new Set([...seeds.node, ...endsAskedFor(asks, relations)]);
  if (selection?.kind === 'node' && relations.nodes.has(selection.id)) {
    node.add(selection.id);
    asked.add(selection.id);
  }
  if (selection?.kind === 'server') server.add(selection.id);
  for (const id of node) server.add(relations.nodes.get(id).serverId);
  return { node, stream, server, asked };
}

function is(selection, kind, { id }) {
  return selection?.kind === kind && selection.id === id;
}

function atServer(stream, { nodesOf }, seeds) {
  return [stream.sourceServerId, stream.targetServerId].some(
    (id) => seeds.server.has(id) || nodesOf(id).some((node) => seeds.node.has(node.id)),
  );
}

// Whoever asks for failing streams asks for the databases where they fail.
function endsAskedFor(asks, relations) {
  const ends = new Set();
  if (!asks.streamsByState) return ends;
  const streams = [...relations.streams.values()].filter(asks.stream).map(({ id }) => id);
  addEnds(streams, relations, ends, new Set());
  return [...ends].filter((id) => asks.described(relations.nodes.get(id)));
}

// Among states, one that is chosen is enough, be it of a database or of a stream.
function asker({ status, environment, tag }, { servers, nodes, nodesOf }) {
  const of = (all) => status.filter((each) => all.includes(each));
  const [nodeStates, streamStates] = [of(nodeStatuses), of(streamStatuses)];
  const described = (node) =>
    (environment.length === 0 || environment.includes(node.environment)) &&
    (tag.length === 0 || tag.some((each) => hasTag(node, each)));
  const undescribed = environment.length === 0 && tag.length === 0;
  const inState = (states, thing) => status.length === 0 || states.includes(statusOf(thing));
  const belongs = (stream) =>
    undescribed ||
    [stream.sourceId, stream.targetId].some((id) => nodes.has(id) && described(nodes.get(id))) ||
    (stream.type === 'physical' &&
      [stream.sourceServerId, stream.targetServerId].some((id) => servers.has(id) && nodesOf(id).some(described)));
  return {
    described,
    streamsByState: streamStates.length > 0,
    node: (node) => described(node) && inState(nodeStates, node),
    server: (server) => undescribed && nodesOf(server.id).length === 0 && inState(nodeStates, server),
    stream: (stream) => belongs(stream) && inState(streamStates, stream),
    follows: nodeStates.length > 0,
  };
}

function addEnds(streams, relations, nodes, servers) {
  for (const id of streams) {
    const stream = relations.streams.get(id);
    for (const side of ['source', 'target']) {
      const node = stream[`${side}Id`];
      if (stream.type === 'logical' && relations.nodes.has(node)) nodes.add(node);
      else for (const each of relations.nodesOf(stream[`${side}ServerId`])) nodes.add(each.id);
      servers.add(stream[`${side}ServerId`]);
    }
  }
}

export function hasTag(node, tag) {
  const at = tag.indexOf('=');
  if (at < 0) return tag in (node.tags ?? {});
  return node.tags?.[tag.slice(0, at)] === tag.slice(at + 1);
}

/** What there is to choose from, each value with how many bear it: {status, environment, tag}, maps from value to count. */
export function facets({ nodes, streams }) {
  const found = { status: new Map(), environment: new Map(), tag: new Map() };
  const count = (facet, value) => value && found[facet].set(value, (found[facet].get(value) ?? 0) + 1);
  for (const node of nodes.values()) {
    count('status', statusOf(node));
    count('environment', node.environment);
    for (const [key, value] of Object.entries(node.tags ?? {})) count('tag', `${key}=${value}`);
  }
  for (const stream of streams.values()) count('status', stream.status);
  return found;
}
