// The selection lives in the address, so that a colleague can be sent to the same thing.
const kinds = ['server', 'node', 'stream'];

export function readSelection(hash = location.hash) {
  const [, kind, id] = hash.match(/^#(\w+)\/(.+)$/) ?? [];
  return kinds.includes(kind) ? { kind, id: decodeURIComponent(id) } : null;
}

export function writeSelection(selection) {
  const hash = selection ? `#${selection.kind}/${encodeURIComponent(selection.id)}` : location.pathname + location.search;
  history.replaceState(null, '', hash);
}
