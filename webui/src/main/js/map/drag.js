// Servers are moved by their heads: with the pointer, or with Shift and the arrow keys.
const SLACK = 4;
const STEP = 24;
const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** scale() is that of the map; cornerOf(id) where a server stands; move(id, corner) while it goes on, drop(id, corner) after. */
export function draggable(svg, { scale, cornerOf, move, drop }) {
  let held = null;
  svg.addEventListener('pointerdown', (event) => {
    const id = serverAt(event.target);
    if (!id || event.button !== 0 || !cornerOf(id)) return;
    held = { id, pointer: event.pointerId, from: cornerOf(id), x: event.clientX, y: event.clientY, moved: false };
  });
  svg.addEventListener('pointermove', (event) => {
    if (held?.pointer !== event.pointerId) return undefined;
    // It was let go where nobody told us of it.
    if (!event.buttons) return cancel();
    const away = Math.hypot(event.clientX - held.x, event.clientY - held.y);
    if (!held.moved && away < SLACK) return undefined;
    // Not before it moves: a captured pointer's click would be the svg's, not the card's.
    if (!held.moved) svg.setPointerCapture(event.pointerId);
    held.moved = true;
    return move(held.id, cornerAt(held, event, scale()));
  });
  svg.addEventListener('pointerup', (event) => {
    if (held?.pointer !== event.pointerId) return;
    const { id, moved } = held;
    const corner = cornerAt(held, event, scale());
    held = null;
    if (!moved) return;
    // The click that follows is the end of the dragging, not a choice.
    svg.addEventListener('click', swallow, { capture: true, once: true });
    setTimeout(() => svg.removeEventListener('click', swallow, { capture: true }));
    drop(id, corner);
  });
  svg.addEventListener('pointercancel', ({ pointerId }) => held?.pointer === pointerId && cancel());

  function cancel() {
    if (held.moved) move(held.id, held.from);
    held = null;
  }
}

/** Where a server would be after a key, or nothing if the key does not move it. */
export function nudged({ key, shiftKey }, corner) {
  const way = shiftKey ? ways[key] : null;
  return way && corner ? { x: corner.x + way[0] * STEP, y: corner.y + way[1] * STEP } : null;
}

export function serverAt(target) {
  const [, id] = target.closest?.('.server-button')?.dataset.item?.match(/^server:(.*)$/s) ?? [];
  return id ?? null;
}

function cornerAt({ from, x, y }, { clientX, clientY }, scale) {
  return { x: from.x + (clientX - x) / scale, y: from.y + (clientY - y) / scale };
}

function swallow(event) {
  event.stopPropagation();
  event.preventDefault();
}
