// A state's sign inside the drawing, at a place and a size.
import { icon } from '../dom/icons.js';

export function sign(name, tone, x, y, size = 14) {
  return icon(name, { key: 'sign', x, y, width: size, height: size, 'data-tone': tone });
}
