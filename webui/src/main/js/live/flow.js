// WAL is said to move on a server when its position was seen to change lately. Streams from it are drawn as flowing.
const LATELY = 20_000;

export function noteMovement(movement, before, now, at) {
  const next = new Map();
  for (const [id, server] of now) {
    const earlier = before.get(id);
    const moved = earlier && earlier.walLsn !== server.walLsn && server.walLsn;
    const last = moved ? at : movement.get(id);
    if (last !== undefined && at - last <= LATELY) next.set(id, last);
  }
  return next;
}

export function flows(stream, movement) {
  if (stream.stale) return false;
  return stream.status === 'syncing' || (stream.status === 'active' && movement.has(stream.sourceServerId));
}
