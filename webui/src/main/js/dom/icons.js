// The signs. Each state has a shape of its own, so that none is told by colour alone.
import { h } from './h.js';

const shapes = {
  ok: ['M3.5 8.2l3 3 6-6.4', 'line'],
  cross: ['M4.5 4.5l7 7M11.5 4.5l-7 7', 'line'],
  dash: ['M3.5 8h9', 'line'],
  clock: ['M8 4.6V8l2.4 1.8M8 1.9a6.1 6.1 0 1 0 0 12.2A6.1 6.1 0 0 0 8 1.9z', 'line'],
  ghost: ['M8 1.9a6.1 6.1 0 1 0 0 12.2A6.1 6.1 0 0 0 8 1.9z', 'dotted'],
  pause: ['M5.5 4v8M10.5 4v8', 'line'],
  sync: ['M13 8a5 5 0 0 1-9 3M3 8a5 5 0 0 1 9-3M12.2 2v3.2H9M3.8 14v-3.2H7', 'line'],
  alarm: ['M8 1.6l6.9 12.2H1.1z', 'warning'],
  close: ['M4 4l8 8M12 4l-8 8', 'line'],
  copy: ['M5.5 5.5h7v8h-7zM3.5 10.5v-8h7', 'line'],
  arrow: ['M2.5 8h10M9 4.2L12.8 8 9 11.8', 'line'],
  back: ['M5.5 3L2.5 6l3 3M2.5 6h7a4 4 0 0 1 0 8H6', 'line'],
  plus: ['M8 3v10M3 8h10', 'line'],
  minus: ['M3 8h10', 'line'],
  fit: ['M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10', 'line'],
  play: ['M5 3.2l7.5 4.8L5 12.8z', 'line'],
  left: ['M9.5 3.5L5 8l4.5 4.5', 'line'],
  right: ['M6.5 3.5L11 8l-4.5 4.5', 'line'],
  skipBack: ['M3.5 3.5v9M12 3.5L7 8l5 4.5', 'line'],
  skipOn: ['M12.5 3.5v9M4 3.5L9 8l-5 4.5', 'line'],
  filter: ['M2.5 3.5h11L9.5 8.4v4.1l-3 1.3V8.4z', 'line'],
  tidy: ['M2.5 3h4v4h-4zM9.5 3h4v4h-4zM2.5 10h4v3h-4zM9.5 10h4v3h-4z', 'line'],
  save: ['M8 2.5v7M5 6.7L8 9.7l3-3M2.5 11v2.5h11V11', 'line'],
  chevron: ['M4 6l4 4 4-4', 'line'],
};

export function icon(name, props = {}) {
  return h(
    'svg',
    { class: 'sign', viewBox: '0 0 16 16', width: 16, height: 16, 'aria-hidden': 'true', focusable: 'false', ...props },
    strokes(name),
  );
}

/** The strokes of a sign on a field of 16 by 16. */
export function strokes(name) {
  const [d, kind] = shapes[name];
  const round = { 'stroke-linecap': 'round', 'stroke-linejoin': 'round' };
  if (kind === 'warning') {
    return [
      h('path', { d, fill: 'currentColor', stroke: 'currentColor', 'stroke-width': 1.4, ...round }),
      h('path', { class: 'sign-cut', d: 'M8 6v3.6M8 11.9v.1', 'stroke-width': 1.7, ...round }),
    ];
  }
  return h('path', {
    d,
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': 1.9,
    'stroke-dasharray': kind === 'dotted' ? '2 3' : null,
    ...round,
  });
}
