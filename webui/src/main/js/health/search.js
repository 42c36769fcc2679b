// Finds by any word a person may know a thing by; several words must all occur.
export function matcher(query) {
  const words = query.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return null;
  return (kind, thing) => {
    const text = fields[kind](thing).filter(Boolean).join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  };
}

/** All that match, databases first, each as {kind, id}. */
export function hits({ nodes, servers, streams }, match) {
  const of = (kind, things) =>
    [...things.values()].filter((thing) => match(kind, thing)).map(({ id }) => ({ kind, id }));
  return [...of('node', nodes), ...of('server', servers), ...of('stream', streams)];
}

const fields = {
  server: (s) => [s.name, s.host, s.port, s.role, s.version, s.managedBy],
  node: (n) => [n.name, n.database, n.host, n.environment, n.provider, n.role, n.status],
  stream: (s) => [s.name, s.subscription, s.slot, s.type, s.status, ...(s.publications ?? [])],
};
