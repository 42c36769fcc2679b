// Where this reader put servers: theirs alone, kept in this browser, for each way of grouping by itself.
const KEY = 'pgrm.map.places';

export class Places {
  #storage;
  #all;

  constructor(storage) {
    this.#storage = storage;
    this.#all = read(storage);
  }

  /** Corners by the id of the server: another object after each change. */
  of(by) {
    return this.#all[by ?? 'none'] ?? nowhere;
  }

  put(by, id, { x, y }) {
    this.#keep(by, (places) => ({ ...places, [id]: { x: Math.round(x), y: Math.round(y) } }));
  }

  tidy(by) {
    this.#keep(by, () => nowhere);
  }

  /** Answers whether what was stored under this key by another tab may be places; they hold here too then. */
  follow(key) {
    const isMeant = key === KEY || key === null; // None where all that was stored is thrown away.
    if (isMeant) this.#all = read(this.#storage);
    return isMeant;
  }

  #keep(by, change) {
    // Another tab may have kept something since.
    const latest = { ...this.#all, ...read(this.#storage) };
    const key = by ?? 'none';
    this.#all = { ...latest, [key]: change(latest[key] ?? nowhere) };
    try {
      this.#storage()?.setItem(KEY, JSON.stringify(this.#all));
    } catch {
      // It then lasts for this page only.
    }
  }
}

const nowhere = {};

function read(storage) {
  try {
    return valid(JSON.parse(storage()?.getItem(KEY) ?? '{}'));
  } catch {
    return {};
  }
}

// What another version or somebody's hand wrote must not break the map.
function valid(all) {
  const places = Object.entries(all ?? {}).map(([by, each]) => [
    by,
    Object.fromEntries(Object.entries(each ?? {}).filter(([, at]) => Number.isFinite(at?.x) && Number.isFinite(at?.y))),
  ]);
  return Object.fromEntries(places);
}
