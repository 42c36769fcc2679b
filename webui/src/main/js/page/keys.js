// What the shortcuts of the topology page do; keys/shortcuts.js says which keys they are.
import { listen } from '../keys/press.js';

export function bindKeys({ map, close, find, travel }) {
  listen('topology', {
    zoomIn: () => map()?.zoomBy(1.3),
    zoomOut: () => map()?.zoomBy(1 / 1.3),
    fit: () => map()?.fit(),
    find,
    close,
    minuteBack: () => travel().step(-1),
    minuteOn: () => travel().step(1),
    play: () => travel().play(),
    now: () => travel().now(),
  });
}
