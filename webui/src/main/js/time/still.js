// The map of a past moment as a state. What is as it was in the still before keeps its identity, so that drawing can skip it.
import { fromSnapshot } from '../live/topology.js';

const KINDS = ['servers', 'nodes', 'streams'];

export function still(body, before) {
  const state = fromSnapshot(body);
  if (before) for (const kind of KINDS) state[kind] = alike(state[kind], before[kind]);
  return state;
}

function alike(things, before) {
  let same = things.size === before.size;
  const kept = new Map();
  for (const [id, thing] of things) {
    const old = before.get(id);
    const as = old && JSON.stringify(old) === JSON.stringify(thing) ? old : thing;
    same &&= as === old;
    kept.set(id, as);
  }
  return same ? before : kept;
}
