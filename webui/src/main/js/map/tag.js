import { h } from '../dom/h.js';

const HEIGHT = 16;
const FONT = '600 10px';

/** A small worded box that ends at `right`; answers its drawing and where it begins. */
export function tagEndingAt(right, y, text, kind, measure) {
  const width = Math.ceil(measure(text, FONT) * 1.03) + 12;
  const left = right - width;
  const drawing = h(
    'g',
    { key: `tag:${kind}`, class: 'tag', 'data-kind': kind, transform: `translate(${left},${y})` },
    [
      h('rect', { class: 'tag-body', width, height: HEIGHT, rx: 4 }),
      h('text', { class: 'tag-text', x: width / 2, y: 11.5, 'text-anchor': 'middle' }, text),
    ],
  );
  return { drawing, left };
}
