import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';

export function zoomButtons(map) {
  return h('div', { key: 'zoom', class: 'zoom' }, [
    button('plus', 'Zoom in (+)', () => map().zoomBy(1.3)),
    button('minus', 'Zoom out (−)', () => map().zoomBy(1 / 1.3)),
    button('fit', 'Fit all (0)', () => map().fit()),
  ]);
}

function button(name, label, click) {
  return h(
    'button',
    { class: 'button button-quiet button-icon', type: 'button', 'aria-label': label, title: label, on: { click } },
    icon(name, { width: 14, height: 14 }),
  );
}
