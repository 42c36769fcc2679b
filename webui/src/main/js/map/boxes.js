// Where everything stands. The server computes positions, the reader may move servers; what nobody has placed yet is put in
// columns below.
const CARD = { width: 264, head: 56, row: 44, foot: 8, box: 92 };
const GAP = { x: 120, y: 40 };
const FRAME = { top: 60, side: 26 };

/** @param layout of the groups, if there are any; moved: corners by server, of what the reader put elsewhere */
export function boxesOf({ servers, nodesOf }, { layout = null, moved = {}, groups = [] } = {}) {
  const cards = new Map();
  const rows = new Map();
  const unplaced = [];
  for (const server of servers.values()) {
    const box = cardBox(server, nodesOf(server.id).length, layout, moved);
    if (box) cards.set(server.id, box);
    else unplaced.push(server);
  }
  const boxes = new Map();
  for (const { key, collapsed } of groups) {
    if (!collapsed) continue;
    if (layout?.groups[key]) boxes.set(key, layout.groups[key]);
    else unplaced.push({ key });
  }
  placeBelow(unplaced, cards, boxes, nodesOf);
  for (const server of servers.values()) {
    nodesOf(server.id).forEach((node, i) => rows.set(node.id, rowBox(node, i, cards.get(server.id), server.position)));
  }
  return { cards, rows, groups: framesOf(groups, boxes, cards) };
}

function cardBox({ id, position }, rows, layout, moved) {
  const at = moved[id] ?? (layout ? layout.servers[id] : position);
  if (!at || (at === position && !position.width)) return null;
  return {
    x: at.x,
    y: at.y,
    width: position?.width || CARD.width,
    height: position?.height || CARD.head + rows * CARD.row + CARD.foot,
  };
}

function rowBox(node, i, card, placed) {
  if (placed?.width && node.position?.width) {
    const { x, y, width, height } = node.position;
    return { x: card.x + x - placed.x, y: card.y + y - placed.y, width, height };
  }
  return { x: card.x, y: card.y + CARD.head + i * CARD.row, width: card.width, height: CARD.row };
}

function placeBelow(unplaced, cards, boxes, nodesOf) {
  const columns = Math.max(1, Math.ceil(Math.sqrt(unplaced.length)));
  const placed = [...cards.values(), ...boxes.values()];
  const bottom = placed.reduce((low, box) => Math.max(low, box.y + box.height + GAP.y), 0);
  const heights = new Array(columns).fill(bottom);
  unplaced.forEach(({ id, key }, i) => {
    const column = i % columns;
    const height = id ? CARD.head + nodesOf(id).length * CARD.row + CARD.foot : CARD.box;
    const box = { x: column * (CARD.width + GAP.x), y: heights[column], width: CARD.width, height };
    if (id) cards.set(id, box);
    else boxes.set(key, box);
    heights[column] += height + GAP.y;
  });
}

// A frame is around its servers, wherever they were put.
function framesOf(groups, boxes, cards) {
  const frames = new Map();
  for (const { key, collapsed, servers } of groups) {
    const box = collapsed ? boxes.get(key) : frame(servers.map(({ id }) => cards.get(id)).filter(Boolean));
    if (box) frames.set(key, box);
  }
  return frames;
}

function frame(cards) {
  if (cards.length === 0) return null;
  const { x, y, width, height } = around(cards);
  return {
    x: x - FRAME.side,
    y: y - FRAME.top,
    width: width + 2 * FRAME.side,
    height: height + FRAME.top + FRAME.side,
  };
}

function around(boxes) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width = 0, height = 0 } of boxes) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** labels: boxes, for they may stand out beyond everything else. */
export function boundsOf({ cards, groups = new Map() }, routes, labels = []) {
  const points = [...routes.values()].flatMap((route) => route.points);
  const all = [...cards.values(), ...groups.values(), ...points, ...labels];
  return all.length === 0 ? null : around(all);
}
