// The selection lives in the address, so that a colleague can be sent to the same thing.
const kinds = ['server', 'node', 'stream'];

export function readSelection(hash = location.hash) {
  const [, kind, id] = hash.match(/^#(\w+)\/(.+)$/) ?? [];
  if (!kinds.includes(kind)) return null;
  try {
    return { kind, id: decodeURIComponent(id) };
  } catch {
    return null; // A half of a percent sign's code: somebody cut the address.
  }
}

export function writeSelection(selection) {
  const hash = selection
    ? `#${selection.kind}/${encodeURIComponent(selection.id)}`
    : location.pathname + location.search;
  history.replaceState(null, '', hash);
}
