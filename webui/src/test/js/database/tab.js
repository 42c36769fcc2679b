// What one tab keeps.
export function tab() {
  const kept = new Map();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, value),
    removeItem: (key) => kept.delete(key),
  };
}

/** Stands in for what the browser's own tab keeps, until the test is over. */
export function tabOf(test, storage = tab()) {
  const before = globalThis.sessionStorage;
  globalThis.sessionStorage = storage;
  test.after(() => (globalThis.sessionStorage = before));
}
