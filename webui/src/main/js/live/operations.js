// Who wants to hear of operations as they come along.
const listeners = new Set();

export function tell(operation) {
  for (const listener of listeners) listener(operation);
}

/** Answers how to stop listening. */
export function hear(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
