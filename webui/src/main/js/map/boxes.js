// Where everything stands. The server computes positions; what it has not placed yet is put in columns below.
const CARD = { width: 264, head: 56, row: 44, foot: 8 };
const GAP = { x: 120, y: 40 };

export function boxesOf({ servers, nodesOf }) {
  const cards = new Map();
  const rows = new Map();
  const unplaced = [];
  for (const server of servers.values()) {
    if (server.position?.width) cards.set(server.id, server.position);
    else unplaced.push(server);
  }
  placeBelow(unplaced, cards, nodesOf);
  for (const server of servers.values()) {
    nodesOf(server.id).forEach((node, i) => rows.set(node.id, rowBox(node, i, cards.get(server.id), server.position)));
  }
  return { cards, rows };
}

function rowBox(node, i, card, placed) {
  if (placed?.width && node.position?.width) return node.position;
  return { x: card.x, y: card.y + CARD.head + i * CARD.row, width: card.width, height: CARD.row };
}

function placeBelow(unplaced, cards, nodesOf) {
  const columns = Math.max(1, Math.ceil(Math.sqrt(unplaced.length)));
  const bottom = Math.max(0, ...[...cards.values()].map((box) => box.y + box.height + GAP.y));
  const heights = new Array(columns).fill(bottom);
  unplaced.forEach((server, i) => {
    const column = i % columns;
    const height = CARD.head + nodesOf(server.id).length * CARD.row + CARD.foot;
    cards.set(server.id, { x: column * (CARD.width + GAP.x), y: heights[column], width: CARD.width, height });
    heights[column] += height + GAP.y;
  });
}

export function boundsOf(boxes, routes) {
  const xs = [];
  const ys = [];
  for (const { x, y, width, height } of boxes.cards.values()) {
    xs.push(x, x + width);
    ys.push(y, y + height);
  }
  for (const { points } of routes.values()) {
    for (const { x, y } of points) {
      xs.push(x);
      ys.push(y);
    }
  }
  if (xs.length === 0) return null;
  // Not Math.min(...xs): thousands of arguments overflow the stack.
  const low = (values) => values.reduce((a, b) => Math.min(a, b));
  const high = (values) => values.reduce((a, b) => Math.max(a, b));
  return { x: low(xs), y: low(ys), width: high(xs) - low(xs), height: high(ys) - low(ys) };
}
