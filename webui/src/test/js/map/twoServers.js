import { fleet } from '../health/fleet.js';

/** Two servers with one database each, as far apart as said, and these streams between them: there, or back. */
export const between = (ways, { right = 432, down = 0 } = {}) =>
  fleet({
    servers: {
      a: {
        position: { x: 0, y: 0, width: 264, height: 108 },
        databases: { x: { position: { x: 0, y: 56, width: 264, height: 44 } } },
      },
      b: {
        position: { x: right, y: down, width: 264, height: 108 },
        databases: { y: { position: { x: right, y: down + 56, width: 264, height: 44 } } },
      },
    },
    streams: Object.fromEntries(Object.entries(ways).map(([id, back]) => [id, back ? ['y', 'x'] : ['x', 'y']])),
  });

/** Streams by id, of which some lead back. */
export const many = (count, isBack = () => false) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`s${String(i).padStart(2, '0')}`, isBack(i)]));
