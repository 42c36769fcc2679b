// Single-key commands of the topology page; never while someone types.
export function bindKeys({ map, close, find }) {
  const commands = {
    '+': () => map()?.zoomBy(1.3),
    '=': () => map()?.zoomBy(1.3),
    '-': () => map()?.zoomBy(1 / 1.3),
    0: () => map()?.fit(),
    f: () => map()?.fit(),
    '/': find,
    Escape: close,
  };
  document.addEventListener('keydown', (event) => {
    const typing = event.target.closest?.('input, textarea, select');
    if (event.ctrlKey || event.metaKey || event.altKey || (typing && event.key !== 'Escape')) return;
    const command = commands[event.key];
    if (!command || event.target.closest?.('.menu')) return;
    event.preventDefault();
    command();
  });
}
