// The steps of a new stream, and what each still lacks.
import { wrongPort } from './way.js';

export const STEPS = [
  ['ends', 'Ends'],
  ['tables', 'Tables'],
  ['options', 'Options'],
  ['check', 'Check'],
  ['create', 'Create'],
];

export const stepNames = STEPS.map(([name]) => name);

const lacks = {
  ends: ({ source, target }) => {
    if (!source || !target) return 'Choose a source and a target.';
    return source === target ? 'Source and target must be two databases: none can feed itself.' : null;
  },
  tables: ({ what, schemas, tables, publicationName }) => {
    if (what === 'existing') return publicationName ? null : 'Name the publication that is there.';
    return what === 'all' || schemas.length + tables.length > 0 ? null : 'Choose at least one table.';
  },
  options: ({ what, operations, way }) => {
    if (wrongPort(way)) return 'The port must be between 1 and 65535.';
    return what === 'existing' || operations.length > 0 ? null : 'Publish at least one kind of change.';
  },
};

/** What keeps somebody from going on from there; nothing once it is complete. */
export function lacking(step, draft) {
  return lacks[step]?.(draft) ?? null;
}

/** Whether all that comes before it is complete. */
export function reachable(step, draft, checked) {
  const before = stepNames.slice(0, stepNames.indexOf(step));
  return before.every((each) => (each === 'check' ? checked : !lacking(each, draft)));
}

/** That step, or the one before it that has to be completed first. */
export function nearest(step, draft) {
  return reachable(step, draft, true) ? step : stepNames.find((each) => lacking(each, draft));
}

const fields = [
  ['ends', /^(source|target)/],
  ['tables', /^publication(\.(tables|schemas|allTables)|$)/],
];

/** Where that is entered which the API finds fault with. */
export function stepOf(field) {
  return fields.find(([, pattern]) => pattern.test(field ?? ''))?.[0] ?? 'options';
}
