// A state's sign inside the drawing, at a place and a size. Not an svg within the svg: hundreds of those are slow.
import { h } from '../dom/h.js';
import { strokes } from '../dom/icons.js';

export function sign(name, tone, x, y, size = 14) {
  return h(
    'g',
    { key: 'sign', class: 'sign', 'data-tone': tone, transform: `translate(${x},${y}) scale(${size / 16})` },
    strokes(name),
  );
}
