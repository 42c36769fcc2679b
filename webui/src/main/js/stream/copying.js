// How fast the tables of a stream are copied, out of what was read of them one time after the other, and what follows from it.

const LONG = 60_000;
const LEAST = 4000;

export class Copying {
  #seen = new Map();

  /** tables: as they were read at this moment, in milliseconds. What is not copied any more is forgotten. */
  note(tables, at) {
    const now = new Map();
    for (const { id, copy } of tables) {
      if (copy?.state !== 'copying' || copy.bytesCopied == null) continue;
      const { bytesCopied: bytes, rowsCopied: rows } = copy;
      const before = (this.#seen.get(id) ?? []).filter((each) => at - each.at <= LONG && each.bytes <= bytes);
      now.set(id, [...before, { at, bytes, rows }]);
    }
    this.#seen = now;
  }

  /** Bytes and rows a second; null until it was seen for a while. */
  pace(id) {
    const seen = this.#seen.get(id) ?? [];
    const [first, last] = [seen[0], seen.at(-1)];
    const seconds = first ? (last.at - first.at) / 1000 : 0;
    if (seconds * 1000 < LEAST) return null;
    return { bytes: (last.bytes - first.bytes) / seconds, rows: (last.rows - first.rows) / seconds };
  }
}

/**
 * Which part of a table's rows is there, from 0 to 1: over what the statistics of its source estimate. Unknown where these tell
 * nothing, where only some rows are published, and beyond what they tell.
 */
export function share({ copy, source }) {
  if (copy?.rowsCopied == null || !(source?.rows > 0) || source.filter) return null;
  return copy.rowsCopied > source.rows ? null : copy.rowsCopied / source.rows;
}

/** Seconds until a copy is there, if it goes on as it did. */
export function left(table) {
  const { copy, source, pace } = table;
  if (share(table) === null || !(pace?.rows > 0)) return null;
  return (source.rows - copy.rowsCopied) / pace.rows;
}
