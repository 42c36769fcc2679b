import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';

/** tidy: what brings back the computed places, if anything was moved; menu: what else there is. */
export function zoomButtons(map, tidy, menu) {
  return h('div', { key: 'zoom', class: 'zoom' }, [
    menu,
    tidy && h('span', { key: 'tidy' }, button('tidy', 'Tidy up: back to the computed places', tidy)),
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
