// Where each thing is that the keyboard can reach: {x, y} to steer by, the box to bring in sight.
import { LABEL } from './labels.js';

const HEAD = 56;

export function placesOf({ cards, rows, groups }, labels, joints = []) {
  const spots = new Map();
  const note = (item, box, depth = box.height) =>
    spots.set(item, { x: box.x + box.width / 2, y: box.y + depth / 2, box });
  for (const [id, box] of cards) note(`server:${id}`, box, HEAD);
  for (const [id, box] of rows) note(`node:${id}`, box);
  for (const [key, { x, y, width }] of groups) note(`group:${key}`, { x, y, width, height: HEAD });
  const joined = new Set(joints.map(({ id }) => id));
  for (const [id, { x, y }] of labels) {
    const kind = joined.has(id) ? 'joint' : 'stream';
    note(`${kind}:${id}`, { x: x - LABEL.width / 2, y: y - LABEL.height / 2, ...LABEL });
  }
  return spots;
}

/** What stands for a thing that is not drawn by itself: the line of its streams, or the box of its group. */
export function standIn(kind, id, { all, groups = [], joints = [] }) {
  const joint = kind === 'stream' && joints.find(({ streams }) => streams.some((stream) => stream.id === id));
  if (joint) return `joint:${joint.id}`;
  const serverId = { server: id, node: all?.nodes.get(id)?.serverId, stream: all?.streams.get(id)?.sourceServerId }[
    kind
  ];
  const group = groups.find(({ servers }) => servers.some((server) => server.id === serverId));
  return group && `group:${group.key}`;
}
