// Pan and zoom. Moves only on purpose: the user's hand, a key, or a selection made outside the map.
import { select } from 'd3-selection';
import { zoom, zoomIdentity } from 'd3-zoom';
import { serverAt } from './drag.js';

const EXTENT = [0.06, 2.5];
const MARGIN = 32;
const GLIDE = 240;

export class Viewport {
  #svg;
  #zoom;
  #transform = zoomIdentity;
  #still = matchMedia('(prefers-reduced-motion: reduce)');
  #glide = 0;

  constructor(svg, onMove) {
    this.#svg = select(svg);
    this.#zoom = zoom()
      .scaleExtent(EXTENT)
      .clickDistance(4)
      // Whoever takes a server by its head moves the server.
      .filter((event) => event.type === 'wheel' || (!event.ctrlKey && !event.button && !serverAt(event.target)))
      .on('zoom', ({ transform }) => {
        this.#transform = transform;
        onMove(transform);
      });
    this.#svg.call(this.#zoom).on('dblclick.zoom', null);
  }

  get transform() {
    return this.#transform;
  }

  zoomBy(factor) {
    this.#svg.call(this.#zoom.scaleBy, factor);
  }

  /** Shows all of a box, within insets {left, right, top, bottom}; never larger than life. */
  show(box, insets, smoothly = true) {
    const { width, height } = this.#room(insets);
    const k = Math.max(EXTENT[0], Math.min(1, (width - 2 * MARGIN) / box.width, (height - 2 * MARGIN) / box.height));
    this.#go(this.#centred(box, k, insets), smoothly);
  }

  /** Brings a box to the middle if it is not in sight already. */
  reveal(box, insets) {
    const { k, x, y } = this.#transform;
    const { width, height } = this.#room(insets);
    const left = box.x * k + x - insets.left;
    const top = box.y * k + y - insets.top;
    const inside = left >= 0 && top >= 0 && left + box.width * k <= width && top + box.height * k <= height;
    if (inside && k >= 0.55) return;
    this.#go(this.#centred(box, Math.max(k, 0.8), insets), true);
  }

  actualSize(box, insets) {
    this.#go(this.#centred(box, 1, insets), true);
  }

  #room(insets) {
    const { width, height } = this.#svg.node().getBoundingClientRect();
    return {
      width: Math.max(100, width - insets.left - insets.right),
      height: Math.max(100, height - insets.top - insets.bottom),
    };
  }

  #centred(box, k, insets) {
    const { width, height } = this.#room(insets);
    const x = insets.left + width / 2 - k * (box.x + box.width / 2);
    const y = insets.top + height / 2 - k * (box.y + box.height / 2);
    return zoomIdentity.translate(x, y).scale(k);
  }

  #go(to, smoothly) {
    cancelAnimationFrame(this.#glide);
    if (!smoothly || this.#still.matches) {
      this.#svg.call(this.#zoom.transform, to);
      return;
    }
    const from = this.#transform;
    let begun = null;
    const step = (time) => {
      begun ??= time;
      const t = Math.min(1, (time - begun) / GLIDE);
      const eased = 1 - (1 - t) ** 3;
      const between = (a, b) => a + (b - a) * eased;
      this.#svg.call(
        this.#zoom.transform,
        zoomIdentity.translate(between(from.x, to.x), between(from.y, to.y)).scale(between(from.k, to.k)),
      );
      if (t < 1) this.#glide = requestAnimationFrame(step);
    };
    this.#glide = requestAnimationFrame(step);
  }
}
