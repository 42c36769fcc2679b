// Where labels stand on their lines: as near to the middle as they can without lying on a card, on one another, or on
// somebody else's line.
import { distance } from './route.js';

export const LABEL = { width: 134, height: 20 };
const PLACES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82, 0.88, 0.12];
const CELL = 160;
const STEP = 20;
const CROSSING = 500;
// Among more lines than this no place is free of them, and looking for one takes seconds.
const MANY = 600;

export function placeLabels(routes, cards) {
  const taken = grid();
  for (const box of cards.values()) taken.add(box);
  const placed = new Map();
  const lines = routes.size > MANY ? null : trails(routes);
  for (const [id, { points }] of routes) {
    const candidates = PLACES.map((part) => pointAt(points, part));
    const best = candidates
      .map((point) => ({
        point,
        cost: taken.overlap(around(point)) + CROSSING * (lines?.others(id, around(point)) ?? 0),
      }))
      .reduce((a, b) => (b.cost < a.cost ? b : a));
    taken.add(around(best.point));
    placed.set(id, best.point);
  }
  return placed;
}

function around({ x, y }) {
  return { x: x - LABEL.width / 2 - 6, y: y - LABEL.height / 2 - 3, width: LABEL.width + 12, height: LABEL.height + 6 };
}

/** The point at this part of a line's length, 0 its start and 1 its end. */
export function pointAt(points, part) {
  const lengths = points.slice(1).map((point, i) => distance(points[i], point));
  let left = lengths.reduce((a, b) => a + b, 0) * part;
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
}

// Boxes by the cells of a coarse grid they touch, so that a thousand labels do not each look at a thousand cards.
function grid() {
  const cells = new Map();
  const touched = function* ({ x, y, width, height }) {
    for (let i = Math.floor(x / CELL); i <= Math.floor((x + width) / CELL); i++) {
      for (let j = Math.floor(y / CELL); j <= Math.floor((y + height) / CELL); j++) yield i * 65_536 + j;
    }
  };
  return {
    add(box) {
      for (const cell of touched(box)) {
        if (!cells.has(cell)) cells.set(cell, []);
        cells.get(cell).push(box);
      }
    },
    overlap(box) {
      const others = new Set([...touched(box)].flatMap((cell) => cells.get(cell) ?? []));
      return [...others].reduce((sum, other) => sum + shared(box, other), 0);
    },
  };
}

// Which lines pass through which small squares.
function trails(routes) {
  const squares = new Map();
  const square = (x, y) => Math.floor(x / STEP) * 65_536 + Math.floor(y / STEP);
  for (const [id, { points }] of routes) {
    for (const { x, y } of stepsAlong(points)) {
      const key = square(x, y);
      if (!squares.has(key)) squares.set(key, new Set());
      squares.get(key).add(id);
    }
  }
  return {
    others(id, box) {
      const met = new Set();
      for (let x = box.x; x <= box.x + box.width; x += STEP) {
        for (let y = box.y; y <= box.y + box.height; y += STEP)
          squares.get(square(x, y))?.forEach((other) => met.add(other));
      }
      met.delete(id);
      return met.size;
    },
  };
}

function* stepsAlong(points) {
  for (let i = 0; i + 1 < points.length; i++) {
    const steps = Math.max(1, Math.ceil(distance(points[i], points[i + 1]) / (STEP / 2)));
    for (let j = 0; j <= steps; j++) {
      const t = j / steps;
      yield {
        x: points[i].x + (points[i + 1].x - points[i].x) * t,
        y: points[i].y + (points[i + 1].y - points[i].y) * t,
      };
    }
  }
}

function shared(a, b) {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}
