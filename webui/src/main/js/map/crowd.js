// What is where already, looked up by the cells of a grid, so that a thousand labels do not each look at a thousand cards.
import { distance } from './route.js';

const CELL = 160;
const STEP = 20;
const ROW = 65_536;

/** Boxes that were added, and how much of a box lies on them. */
export function boxGrid() {
  const cells = new Map();
  return {
    add(box) {
      eachCell(box, (cell) => {
        if (!cells.has(cell)) cells.set(cell, []);
        cells.get(cell).push(box);
      });
    },
    /** Takes away what was added last. */
    drop(box) {
      eachCell(box, (cell) => cells.get(cell).pop());
    },
    overlap(box) {
      let sum = 0;
      eachCell(box, (cell) => {
        const others = cells.get(cell);
        if (others) for (const other of others) sum += sharedIn(cell, box, other);
      });
      return sum;
    },
  };
}

function eachCell({ x, y, width, height }, act) {
  const [right, bottom] = [Math.floor((x + width) / CELL), Math.floor((y + height) / CELL)];
  for (let i = Math.floor(x / CELL); i <= right; i++) {
    for (let j = Math.floor(y / CELL); j <= bottom; j++) act(i * ROW + j);
  }
}

// Two boxes may meet in several cells: what they share counts in that of its corner.
function sharedIn(cell, a, b) {
  const left = Math.max(a.x, b.x);
  const width = Math.min(a.x + a.width, b.x + b.width) - left;
  if (width <= 0) return 0;
  const top = Math.max(a.y, b.y);
  const height = Math.min(a.y + a.height, b.y + b.height) - top;
  if (height <= 0) return 0;
  return Math.floor(left / CELL) * ROW + Math.floor(top / CELL) === cell ? width * height : 0;
}

/** Which lines pass through which small squares. */
export function trails(routes) {
  const squares = new Map();
  const square = (x, y) => Math.floor(x / STEP) * ROW + Math.floor(y / STEP);
  for (const [id, { points }] of routes) {
    for (const { x, y } of stepsAlong(points)) {
      const key = square(x, y);
      if (!squares.has(key)) squares.set(key, new Set());
      squares.get(key).add(id);
    }
  }
  return {
    /** How many lines but these pass through a box. */
    others(ids, box) {
      const met = new Set();
      for (let x = box.x; x <= box.x + box.width; x += STEP) {
        for (let y = box.y; y <= box.y + box.height; y += STEP)
          squares.get(square(x, y))?.forEach((other) => met.add(other));
      }
      ids.forEach((id) => met.delete(id));
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
