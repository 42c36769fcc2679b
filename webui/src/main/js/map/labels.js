// Where labels stand: as near to the middle of their lines as they can without lying on a card, on one another, or on
// somebody else's line. Those of streams side by side stand in one column, in the order of their lines; where that has no
// room, each looks for a place by itself, along its line first, then a little off it.
import { boxGrid, trails } from './crowd.js';
import { distance } from './route.js';

export const LABEL = { width: 134, height: 20 };
const MARGIN = { x: 6, y: 3 };
const PITCH = LABEL.height + MARGIN.y;
const PLACES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82, 0.88, 0.12];
const CLOSER = Array.from({ length: 19 }, (_, i) => 0.5 + ((i % 2 ? 1 : -1) * Math.ceil(i / 2)) / 20);
const ON = { x: 0, y: 0 };
// What is worse than what: a label on half of another, than several lines below it, than being off its own; that sooner
// sideways than upwards or downwards, for it is wider than high.
const OVERLAP = 8;
const CROSSING = 500;
const OFF = { x: 8, y: 20 };
const STEPS_OFF = [
  ON,
  ...[40, -40, 80, -80].map((x) => ({ x, y: 0 })),
  ...[1, -1, 2, -2, 3, -3].map((labels) => ({ x: 0, y: labels * PITCH })),
].toSorted((a, b) => leaving(a) - leaving(b));
// Among more lines than this no place is free of them, and looking for one takes seconds.
const MANY = 600;

/** bundles: of lines side by side; without them each line is by itself. */
export function placeLabels(routes, cards, bundles = alone(routes)) {
  const taken = boxGrid();
  for (const box of cards.values()) taken.add(box);
  const lines = routes.size > MANY ? null : trails(routes);
  const placed = new Map();
  for (const { lanes } of bundles.toSorted((a, b) => b.lanes.length - a.lanes.length)) {
    const ids = lanes.map(({ id }) => id);
    const costOf = (box) => OVERLAP * taken.overlap(box) + CROSSING * (lines?.others(ids, box) ?? 0);
    for (const [id, point] of arranged(lanes, routes, taken, costOf)) {
      taken.add(labelBox(point));
      placed.set(id, point);
    }
  }
  return placed;
}

function alone(routes) {
  return [...routes.keys()].map((id) => ({ lanes: [{ id, ahead: true }] }));
}

function arranged(lanes, routes, taken, costOf) {
  const bundle = columnOf(lanes, routes);
  const near = search(bundle, PLACES, [ON], costOf);
  if (taken.overlap(near.box) === 0) return bundle.labelsAt(near);
  const far = search(bundle, CLOSER, STEPS_OFF, costOf);
  if (lanes.length === 1 || taken.overlap(far.box) === 0) return bundle.labelsAt(far);
  const apart = eachByItself(lanes, routes, taken, costOf);
  return apart.cost < far.cost ? apart.labels : bundle.labelsAt(far);
}

// Labels below each other: where the middle of their lines is, and which stands where then.
function columnOf(lanes, routes) {
  const first = placesOn(routes, lanes[0]);
  const last = lanes.length > 1 ? placesOn(routes, lanes.at(-1)) : first;
  return {
    size: lanes.length,
    at(part) {
      const [a, b] = [first(part), last(part)];
      return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, isTurned: a.y > b.y };
    },
    labelsAt({ point: { x, y, isTurned } }) {
      const top = y - ((lanes.length - 1) / 2) * PITCH;
      return (isTurned ? lanes.toReversed() : lanes).map(({ id }, i) => [id, { x, y: top + i * PITCH }]);
    },
  };
}

function placesOn(routes, { id, ahead }) {
  const at = along(routes.get(id).points);
  return (part) => at(ahead ? part : 1 - part);
}

function eachByItself(lanes, routes, taken, costOf) {
  const found = lanes.map((lane) => {
    const label = columnOf([lane], routes);
    const best = search(label, CLOSER, STEPS_OFF, costOf);
    taken.add(best.box);
    return { labels: label.labelsAt(best), ...best };
  });
  found.toReversed().forEach(({ box }) => taken.drop(box));
  return { labels: found.flatMap(({ labels }) => labels), cost: found.reduce((sum, { cost }) => sum + cost, 0) };
}

// Parts and steps begin with the best, so the first that costs nothing but its step is taken.
function search({ size, at }, parts, stepsOff, costOf) {
  const places = [];
  let best = { cost: Infinity };
  for (const off of stepsOff) {
    const away = size * leaving(off);
    if (best.cost <= away) break;
    for (let i = 0; i < parts.length; i++) {
      const { x, y, isTurned } = (places[i] ??= at(parts[i]));
      const point = { x: x + off.x, y: y + off.y, isTurned };
      const box = labelBox(point, size);
      const cost = away + costOf(box);
      if (cost < best.cost) best = { point, box, cost };
      if (cost === away) return best;
    }
  }
  return best;
}

function leaving({ x, y }) {
  return OFF.x * Math.abs(x) + OFF.y * Math.abs(y);
}

/** What this many labels below each other take up, with some air. */
export function labelBox({ x, y }, many = 1) {
  const width = LABEL.width + 2 * MARGIN.x;
  const height = many * PITCH + MARGIN.y;
  return { x: x - width / 2, y: y - height / 2, width, height };
}

/** Answers the point at a part of a line's length, 0 its start and 1 its end. */
export function along(points) {
  const lengths = points.slice(1).map((point, i) => distance(points[i], point));
  const whole = lengths.reduce((a, b) => a + b, 0);
  return (part) => {
    let left = whole * part;
    for (let i = 0; i < lengths.length; i++) {
      if (left <= lengths[i]) {
        const t = lengths[i] ? left / lengths[i] : 0;
        return {
          x: points[i].x + (points[i + 1].x - points[i].x) * t,
          y: points[i].y + (points[i + 1].y - points[i].y) * t,
        };
      }
      left -= lengths[i];
    }
    return points.at(-1);
  };
}
