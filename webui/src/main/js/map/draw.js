// What the map consists of, from the ground up: frames, lines, cards, labels. Each part is built anew only when what it
// shows is different.
import { h, memo } from '../dom/h.js';
import { groupFrame } from './group.js';
import { jointLabel, jointLine } from './joint.js';
import { serverCard } from './server.js';
import { streamLabel, streamLine } from './stream.js';

export function drawing({ relations, groups = [], joints = [], by, signature, flows }, shape, look) {
  const { boxes, routes, labels } = shape;
  const streams = [...relations.streams.values()].filter(({ id }) => routes.has(id));
  const joined = joints.filter(({ id }) => routes.has(id));
  const parts = (key, ...children) => h('g', { key, class: key }, children);
  return [
    parts(
      'frames',
      groups
        .filter(({ key }) => boxes.groups.has(key))
        .map((group) => frame(group, boxes.groups.get(group.key), by, look)),
    ),
    parts(
      'lines',
      streams.map((stream) =>
        memo(stream.id, [stream, routes, flows(stream), ...signature], () =>
          streamLine(stream, routes.get(stream.id), look),
        ),
      ),
      joined.map((joint) =>
        memo(joint.id, [routes, ...joint.streams, joint.streams.some(flows), ...signature], () =>
          jointLine(joint, routes.get(joint.id), look),
        ),
      ),
    ),
    parts(
      'cards',
      [...relations.servers.values()].map((server) => card(server, boxes, look, signature)),
    ),
    parts(
      'labels',
      streams.map((stream) =>
        memo(stream.id, [stream, labels, ...signature], () => streamLabel(stream, labels.get(stream.id), look)),
      ),
      joined.map((joint) =>
        memo(joint.id, [labels, ...joint.streams, ...signature], () => jointLabel(joint, labels.get(joint.id), look)),
      ),
    ),
  ];
}

function frame(group, box, by, look) {
  const { key, collapsed, servers, databases, streams, within, failing, unreachable, state } = group;
  const shown = [collapsed, servers.length, databases, streams, within, failing, unreachable, state.word, by];
  return memo(key, [box, ...shown], () => groupFrame(group, box, by, look));
}

function card(server, boxes, look, signature) {
  const nodes = look.relations.nodesOf(server.id);
  return memo(server.id, [server, boxes, nodes.length, ...nodes, ...nodes.map(look.asks), ...signature], () =>
    serverCard(server, nodes, boxes.cards.get(server.id), look),
  );
}
