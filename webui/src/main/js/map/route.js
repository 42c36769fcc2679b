// The line of a stream: the server's orthogonal route with rounded corners, or a smooth curve between the two ends.
import { beside } from './lanes.js';

const CORNER = 10;
const ARROW = 9;
const NECK = ARROW - 1;
const HEAD_MIDDLE = 28;
const SAMPLES = 12;
// How much each control point of a curve counts at each sample.
const WEIGHTS = Array.from({ length: SAMPLES + 1 }, (_, i) => {
  const [t, u] = [i / SAMPLES, 1 - i / SAMPLES];
  return [u ** 3, 3 * u * u * t, 3 * u * t * t, t ** 3];
});

/** Where a stream leads: the points of its computed route if it still fits, or the control points of a curve. */
export function wayOf(stream, boxes, given = stream.route) {
  if (given?.length >= 2) return { points: given, curved: false };
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

/** Where many streams lead of which one end at least is a group's box. */
export function jointWay({ ends }, boxes, given, moved) {
  const isMoved = ({ server }) => server && moved[server];
  if (given?.length >= 2 && !isMoved(ends.source) && !isMoved(ends.target)) return { points: given, curved: false };
  const [from, to] = [ends.source, ends.target].map(({ server, group }) => {
    const box = server ? boxes.cards.get(server) : boxes.groups.get(group);
    return box && { left: box.x, right: box.x + box.width, y: box.y + (server ? HEAD_MIDDLE : box.height / 2) };
  });
  return from && to ? curve(from, to) : null;
}

/** What is drawn of a way: its line, its arrow head, and points along it. */
export function routeOf({ points, curved }, offset = 0) {
  const line = offset ? beside(points, offset) : points;
  const [before, end] = line.slice(-2);
  const neck = towards(end, before, NECK);
  const tip = tipAt(end, before);
  if (!curved) return { d: rounded([...line.slice(0, -1), neck]), points: line, tip };
  // It begins as straight as it ends: those that lead the other way run beside it.
  const [start, out, into] = line;
  const bow = [towards(start, out, NECK), out, into, neck];
  const d = `M${at(start)}L${at(bow[0])}C${bow.slice(1).map(at).join(' ')}`;
  return { d, points: [start, ...samples(bow)], tip };
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
  const bend = NECK + Math.max(48, Math.abs(end.x - start.x) / 2);
  const controls = [
    { x: start.x + out * bend, y: start.y },
    { x: end.x + into * bend, y: end.y },
  ];
  return { points: [start, ...controls, end], curved: true };
}

function samples([a, b, c, d]) {
  return WEIGHTS.map(([p, q, r, s]) => ({
    x: p * a.x + q * b.x + r * c.x + s * d.x,
    y: p * a.y + q * b.y + r * c.y + s * d.y,
  }));
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
