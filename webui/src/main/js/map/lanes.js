// Streams between the same two ends run side by side. Which lane is whose follows from their ids, so that those that stay
// keep their order when others come and go.
const APART = 10;
// Of a row of a card, which is 44 high: where many share it they stand closer.
const ROOM = 36;
const REACH = 16;
const SHARPEST = 0.3;

/** ways: by id. A bundle is {lanes: [{id, offset, ahead}], reach: how wide a line can be hit}. */
export function bundlesOf(ways) {
  const byEnds = new Map();
  for (const [id, { points }] of ways) {
    const [start, end] = [name(points[0]), name(points.at(-1))];
    const ahead = start <= end;
    const ends = ahead ? `${start} ${end}` : `${end} ${start}`;
    if (!byEnds.has(ends)) byEnds.set(ends, []);
    byEnds.get(ends).push({ id, ahead });
  }
  return [...byEnds.values()].map(lanesOf);
}

function lanesOf(members) {
  const apart = Math.min(APART, ROOM / (members.length - 1));
  const middle = (members.length - 1) / 2;
  const lanes = members
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    // To the right of those that go one way is to the left of those that come back.
    .map(({ id, ahead }, i) => ({ id, ahead, offset: (i - middle) * apart * (ahead ? 1 : -1) }));
  return { lanes, reach: Math.min(REACH, 1.5 * apart) };
}

function name({ x, y }) {
  return `${x},${y}`;
}

/** The line that runs this far to the right of another, all along. */
export function beside(points, offset) {
  const line = points.filter(({ x, y }, i) => i === 0 || x !== points[i - 1].x || y !== points[i - 1].y);
  const rights = line.slice(1).map((point, i) => rightOf(line[i], point));
  return line.map(({ x, y }, i) => {
    const { x: dx, y: dy } = corner(rights[i - 1], rights[i], i < line.length / 2);
    return { x: x + dx * offset, y: y + dy * offset };
  });
}

function rightOf(from, to) {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  return { x: (from.y - to.y) / length, y: (to.x - from.x) / length };
}

// Where the lines beside both legs meet; one that all but turns back would meet far away.
function corner(before, after, isEarly) {
  if (!before || !after) return before ?? after ?? { x: 0, y: 0 };
  const bend = 1 + before.x * after.x + before.y * after.y;
  if (bend < SHARPEST) return isEarly ? before : after;
  return { x: (before.x + after.x) / bend, y: (before.y + after.y) / bend };
}
