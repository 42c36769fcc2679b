// What the source publishes of each table of a stream, and how much there is: only the source knows.
import { ask } from '../session/api.js';

const MOST_PAGES = 5;

/** Answers a map from the id of a table to {publications, rows, bytes, filter, columns}, as far as the table named last. */
export async function published({ sourceId, publications }, q, last) {
  const found = new Map();
  for (const publication of publications) {
    for (const table of await tablesOf(sourceId, publication, q, last)) {
      const before = found.get(idOf(table))?.publications ?? [];
      found.set(idOf(table), { ...table, publications: [...before, publication] });
    }
  }
  return found;
}

async function tablesOf(sourceId, publication, q, last) {
  const path = `/api/databases/${sourceId}/publications/${encodeURIComponent(publication)}/tables`;
  const tables = [];
  let cursor = null;
  for (let page = 0; page < MOST_PAGES; page++) {
    const query = new URLSearchParams({ limit: 1000, ...(q ? { q } : {}), ...(cursor ? { cursor } : {}) });
    const { body } = await ask('GET', `${path}?${query}`);
    tables.push(...(body?.items ?? []));
    cursor = body?.next;
    if (!cursor || isBehind(tables.at(-1), last)) break;
  }
  return tables;
}

function isBehind(table, last) {
  return table.schema > last.schema || (table.schema === last.schema && table.name >= last.name);
}

export function idOf({ schema, name }) {
  return JSON.stringify([schema, name]);
}
