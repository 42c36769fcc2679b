// The line of a stream: the server's orthogonal route with rounded corners, or a smooth curve between the two ends.
const CORNER = 10;
const ARROW = 9;
const SAMPLES = 12;
const HEAD_MIDDLE = 28;

/** given: the points of the computed route, if it still fits. */
export function routeOf(stream, boxes, given = stream.route) {
  if (given?.length >= 2) return along(given);
  const from = endBox(stream, 'source', boxes);
  const to = endBox(stream, 'target', boxes);
  return from && to ? curve(from, to) : null;
}

function endBox(stream, side, { cards, rows }) {
  const card = cards.get(stream[`${side}ServerId`]);
  const row = stream.type === 'logical' ? rows.get(stream[`${side}Id`]) : null;
  if (row) return { left: row.x, right: row.x + row.width, y: row.y + row.height / 2 };
  return card ? { left: card.x, right: card.x + card.width, y: card.y + HEAD_MIDDLE } : null;
}

/** The line of many streams, of which one end at least is a group's box. */
export function jointRoute({ ends }, boxes, given, moved) {
  const isMoved = ({ server }) => server && moved[server];
  if (given?.length >= 2 && !isMoved(ends.source) && !isMoved(ends.target)) return along(given);
  const [from, to] = [ends.source, ends.target].map(({ server, group }) => {
    const box = server ? boxes.cards.get(server) : boxes.groups.get(group);
    return box && { left: box.x, right: box.x + box.width, y: box.y + (server ? HEAD_MIDDLE : box.height / 2) };
  });
  return from && to ? curve(from, to) : null;
}

function along(points) {
  const last = points.length - 1;
  const shortened = [...points.slice(0, last), towards(points[last], points[last - 1], ARROW - 1)];
  return { d: rounded(shortened), points, tip: tipAt(points[last], points[last - 1]) };
}

/** A polyline whose corners are rounded, never by more than half of the shorter side. */
export function rounded(points) {
  let d = `M${at(points[0])}`;
  for (let i = 1; i < points.length - 1; i++) {
    const [before, corner, after] = [points[i - 1], points[i], points[i + 1]];
    const radius = Math.min(CORNER, distance(before, corner) / 2, distance(corner, after) / 2);
    d += `L${at(towards(corner, before, radius))}Q${at(corner)} ${at(towards(corner, after, radius))}`;
  }
  return `${d}L${at(points.at(-1))}`;
}

function curve(from, to) {
  const rightwards = to.left >= from.right;
  const leftwards = from.left >= to.right;
  const start = { x: leftwards ? from.left : from.right, y: from.y };
  const end = { x: rightwards ? to.left : to.right, y: to.y };
  const out = leftwards ? -1 : 1;
  const into = rightwards ? -1 : 1;
  const bend = Math.max(48, Math.abs(end.x - start.x) / 2);
  const neck = { x: end.x + into * (ARROW - 1), y: end.y };
  const controls = [start, { x: start.x + out * bend, y: start.y }, { x: neck.x + into * bend, y: neck.y }, neck];
  const points = Array.from({ length: SAMPLES + 1 }, (_, i) => bezier(controls, i / SAMPLES));
  return {
    d: `M${at(start)}C${controls.slice(1).map(at).join(' ')}`,
    points,
    tip: tipAt(end, { x: end.x + into, y: end.y }),
  };
}

function bezier([a, b, c, d], t) {
  const u = 1 - t;
  const mix = (axis) => u ** 3 * a[axis] + 3 * u * u * t * b[axis] + 3 * u * t * t * c[axis] + t ** 3 * d[axis];
  return { x: mix('x'), y: mix('y') };
}

/** An arrow head whose point touches the end, coming from there. */
function tipAt(end, from) {
  const angle = Math.atan2(end.y - from.y, end.x - from.x);
  const wing = (side) => ({
    x: end.x - ARROW * Math.cos(angle) + side * 5 * Math.sin(angle),
    y: end.y - ARROW * Math.sin(angle) - side * 5 * Math.cos(angle),
  });
  return `M${at(end)}L${at(wing(1))}L${at(wing(-1))}Z`;
}

function towards(from, to, by) {
  const length = distance(from, to) || 1;
  return { x: from.x + ((to.x - from.x) * by) / length, y: from.y + ((to.y - from.y) * by) / length };
}

export function distance(a, b) {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

function at({ x, y }) {
  return `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`;
}
