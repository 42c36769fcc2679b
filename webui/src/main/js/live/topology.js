// The state of the topology as a value, and how messages change it. Objects that a delta does not name keep their
// identity, so that drawing can skip them.
export const nothingYet = {
  epoch: null,
  seq: null,
  generatedAt: null,
  servers: new Map(),
  nodes: new Map(),
  streams: new Map(),
  summary: null,
};

/** Answers {kind: 'applied', state}, {kind: 'ignored', state} or {kind: 'gap'}, after which only a new snapshot helps. */
export function applyMessage(state, message) {
  if (message.type === 'snapshot') return applied(fromSnapshot(message.data), message);
  if (message.epoch !== state.epoch || message.seq !== state.seq + 1) return { kind: 'gap' };
  if (message.type === 'delta') return applied(withDelta(state, message.data), message);
  return { kind: 'ignored', state: { ...state, seq: message.seq } };
}

/** The same state from the answer of GET /api/topology; it has no place in any sequence. */
export function fromSnapshot(data) {
  return {
    epoch: null,
    seq: null,
    generatedAt: data.generatedAt,
    servers: byId(data.servers),
    nodes: byId(data.nodes),
    streams: byId(data.streams),
    summary: data.summary ?? null,
  };
}

function applied(state, { epoch, seq }) {
  return { kind: 'applied', state: { ...state, epoch, seq } };
}

function withDelta(state, data) {
  return {
    ...state,
    generatedAt: data.generatedAt,
    servers: changed(state.servers, data.servers, data.removed?.servers),
    nodes: changed(state.nodes, data.nodes, data.removed?.nodes),
    streams: changed(state.streams, data.streams, data.removed?.streams),
    summary: data.summary ?? state.summary,
  };
}

function changed(things, upserted = [], removed = []) {
  if (upserted.length === 0 && removed.length === 0) return things;
  const next = new Map(things);
  for (const id of removed) next.delete(id);
  for (const thing of upserted) next.set(thing.id, thing);
  return next;
}

function byId(things = []) {
  return new Map(things.map((thing) => [thing.id, thing]));
}
