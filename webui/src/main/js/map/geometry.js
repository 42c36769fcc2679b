// Boxes, lines and label places. Worked out anew only when something moved, came or went, so that a changed number
// never makes a label jump.
import { boxesOf } from './boxes.js';
import { placeLabels } from './labels.js';
import { bundlesOf } from './lanes.js';
import { jointWay, routeOf, wayOf } from './route.js';

export function geometry() {
  let known = null;
  return (relations, places = {}) => {
    if (!known || !sameShape(known, relations, places)) known = { relations, places, ...measure(relations, places) };
    // What is compared next time must not keep the topology of an hour ago alive.
    known.relations = relations;
    return known;
  };
}

function measure(relations, places) {
  const boxes = boxesOf(relations, places);
  const { layout = null, moved = {}, joints = [] } = places;
  const ways = new Map();
  for (const stream of relations.streams.values()) {
    const way = wayOf(stream, boxes, given(stream, layout, moved));
    if (way) ways.set(stream.id, way);
  }
  for (const joint of joints) {
    const way = jointWay(joint, boxes, layout?.streams[joint.id], moved);
    if (way) ways.set(joint.id, way);
  }
  const bundles = bundlesOf(ways);
  const routes = routesOf(ways, bundles);
  const cards = new Map([...boxes.cards, ...collapsed(boxes, places)]);
  return { boxes, routes, labels: placeLabels(routes, cards, bundles) };
}

function routesOf(ways, bundles) {
  const routes = new Map();
  for (const { lanes, reach } of bundles)
    for (const { id, offset } of lanes) routes.set(id, { ...routeOf(ways.get(id), offset), reach });
  return routes;
}

function collapsed({ groups }, { groups: all = [] }) {
  return all
    .filter((group) => group.collapsed && groups.has(group.key))
    .map(({ key }) => [`group:${key}`, groups.get(key)]);
}

// A server that the reader moved leaves the computed routes of its streams behind.
function given(stream, layout, moved) {
  if (moved[stream.sourceServerId] || moved[stream.targetServerId]) return null;
  return layout ? layout.streams[stream.id] : stream.route;
}

function sameShape(known, { servers, nodes, streams }, places) {
  return (
    known.places.layout === places.layout &&
    known.places.moved === places.moved &&
    sameGroups(known.places.groups, places.groups) &&
    sameJoints(known.places.joints, places.joints) &&
    sameThings(known.relations.servers, servers, samePlace) &&
    sameThings(known.relations.nodes, nodes, (a, b) => a.serverId === b.serverId && samePlace(a, b)) &&
    sameThings(known.relations.streams, streams, sameWay)
  );
}

function sameGroups(before = [], now = []) {
  return (
    before.length === now.length &&
    before.every(
      (group, i) =>
        group.key === now[i].key &&
        group.collapsed === now[i].collapsed &&
        group.servers.length === now[i].servers.length,
    )
  );
}

function sameJoints(before = [], now = []) {
  return before.length === now.length && before.every(({ id }, i) => id === now[i].id);
}

function sameThings(before, now, same) {
  if (before === now) return true;
  if (before.size !== now.size) return false;
  for (const [id, thing] of now) {
    const old = before.get(id);
    if (old !== thing && !(old && same(old, thing))) return false;
  }
  return true;
}

function samePlace({ position: a }, { position: b }) {
  return a === b || (a && b && a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height);
}

const ends = ['type', 'sourceId', 'targetId', 'sourceServerId', 'targetServerId'];

function sameWay(a, b) {
  return ends.every((end) => a[end] === b[end]) && sameRoute(a.route ?? [], b.route ?? []);
}

function sameRoute(a, b) {
  return a.length === b.length && a.every(({ x, y }, i) => x === b[i].x && y === b[i].y);
}
