// Arrow keys on the map: the nearest thing that way, where going astray sideways counts double.
const ways = {
  ArrowRight: ({ x, y }) => [x, y],
  ArrowLeft: ({ x, y }) => [-x, y],
  ArrowDown: ({ x, y }) => [y, x],
  ArrowUp: ({ x, y }) => [-y, x],
};

export function nearest(key, from, places) {
  const way = ways[key];
  if (!way) return null;
  let best = null;
  for (const [item, { x, y }] of places) {
    const [ahead, aside] = way({ x: x - from.x, y: y - from.y });
    // Four wide cones cover every direction, so nothing is out of reach.
    if (ahead < 1 || 2 * ahead < Math.abs(aside)) continue;
    const cost = ahead + 2 * Math.abs(aside);
    if (!best || cost < best.cost) best = { item, cost };
  }
  return best?.item ?? null;
}
