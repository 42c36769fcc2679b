// What follows from a state of the topology. Worked out once per state: redrawing for a keystroke or a selection does
// not repeat it.
import { affectedBy } from '../health/affected.js';
import { findProblems } from '../health/problems.js';
import { relate } from '../health/relations.js';

export function insight() {
  let known = { state: null };
  return (state) => {
    if (known.state !== state) {
      const relations = relate(state);
      const affected = affectedBy(relations);
      const affectedKey = [...affected.nodes, ...affected.streams].join();
      known = { state, relations, affected, affectedKey, problems: findProblems(relations) };
    }
    return known;
  };
}
