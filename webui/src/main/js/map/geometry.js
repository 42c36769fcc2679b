// Boxes, lines and label places. Worked out anew only when something moved, came or went, so that a changed number
// never makes a label jump.
import { boxesOf } from './boxes.js';
import { placeLabels } from './labels.js';
import { routeOf } from './route.js';

export function geometry() {
  let shape = null;
  let current = null;
  return (relations) => {
    const next = shapeOf(relations);
    if (next !== shape) {
      shape = next;
      current = measure(relations);
    }
    return current;
  };
}

function measure(relations) {
  const boxes = boxesOf(relations);
  const routes = new Map();
  for (const stream of relations.streams.values()) {
    const route = routeOf(stream, boxes);
    if (route) routes.set(stream.id, route);
  }
  return { boxes, routes, labels: placeLabels(routes, boxes.cards) };
}

function shapeOf({ servers, nodes, streams }) {
  return JSON.stringify([
    [...servers.values()].map(({ id, position }) => [id, position]),
    [...nodes.values()].map(({ id, serverId, position }) => [id, serverId, position]),
    [...streams.values()].map(({ id, type, sourceId, targetId, sourceServerId, targetServerId, route }) => [
      id,
      type,
      sourceId,
      targetId,
      sourceServerId,
      targetServerId,
      route,
    ]),
  ]);
}
