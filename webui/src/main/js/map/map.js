// The map: draws what it is given, and tells what was picked.
import { h, memo } from '../dom/h.js';
import { patch } from '../dom/patch.js';
import { boundsOf } from './boxes.js';
import { canvasMeasure, fitter } from './fit.js';
import { geometry } from './geometry.js';
import { LABEL } from './labels.js';
import { lookOf } from './look.js';
import { serverCard } from './server.js';
import { nearest } from './steer.js';
import { streamLabel, streamLine } from './stream.js';
import { Viewport } from './viewport.js';

const FAR = 0.5;
const TINY = 0.2;
const CROWD = 150;

export class TopologyMap {
  #svg;
  #scene;
  #viewport;
  #geometryOf = geometry();
  #text;
  #insets;
  #places = new Map();
  #current = null;
  #bounds = null;

  constructor(container, { pick, insets }) {
    patch(container, frame());
    this.#svg = container.querySelector('svg');
    this.#scene = this.#svg.querySelector('.scene');
    this.#insets = insets;
    const measure = canvasMeasure(getComputedStyle(this.#svg).fontFamily);
    this.#text = { measure, fit: fitter(measure) };
    this.#viewport = new Viewport(this.#svg, (transform) => this.#moved(transform));
    this.#svg.addEventListener('click', (event) => pick(itemAt(event.target)));
    this.#svg.addEventListener('keydown', (event) => this.#key(event, pick));
    this.#svg.addEventListener('focusin', (event) => this.#rove(event.target.dataset?.item));
  }

  render({ relations, selection, match, affected, flows, signature }) {
    const { boxes, routes, labels } = this.#geometryOf(relations);
    const look = lookOf({ relations, selection, match, affected, flows, text: this.#text, boxes });
    this.#svg.dataset.crowded = String(relations.streams.size > CROWD);
    const streams = [...relations.streams.values()].filter(({ id }) => routes.has(id));
    patch(this.#scene, [
      h(
        'g',
        { key: 'lines' },
        streams.map((stream) =>
          memo(stream.id, [stream, routes, flows(stream), ...signature], () =>
            streamLine(stream, routes.get(stream.id), look),
          ),
        ),
      ),
      h(
        'g',
        { key: 'cards' },
        [...relations.servers.values()].map((server) => this.#card(server, boxes, look, signature)),
      ),
      h(
        'g',
        { key: 'labels' },
        streams.map((stream) =>
          memo(stream.id, [stream, labels, ...signature], () => streamLabel(stream, labels.get(stream.id), look)),
        ),
      ),
    ]);
    this.#remember(boxes, labels);
    const first = this.#bounds === null;
    this.#bounds = boundsOf(boxes, routes);
    if (first) this.fit(false);
  }

  #card(server, boxes, look, signature) {
    const nodes = look.relations.nodesOf(server.id);
    return memo(server.id, [server, boxes, nodes.length, ...nodes, ...signature], () =>
      serverCard(server, nodes, boxes.cards.get(server.id), look),
    );
  }

  fit(smoothly = true) {
    if (this.#bounds) this.#viewport.show(this.#bounds, this.#insets(), smoothly);
  }

  zoomBy(factor) {
    this.#viewport.zoomBy(factor);
  }

  reveal({ kind, id }) {
    const place = this.#places.get(`${kind}:${id}`);
    if (place) this.#viewport.reveal(place.box, this.#insets());
  }

  focus({ kind, id }) {
    this.#svg.querySelector(`[data-item="${CSS.escape(`${kind}:${id}`)}"]`)?.focus({ preventScroll: true });
  }

  #remember({ cards, rows }, labels) {
    this.#places.clear();
    const remember = (item, box, depth = box.height) =>
      this.#places.set(item, { x: box.x + box.width / 2, y: box.y + depth / 2, box });
    for (const [id, box] of cards) remember(`server:${id}`, box, 56);
    for (const [id, box] of rows) remember(`node:${id}`, box);
    for (const [id, { x, y }] of labels)
      remember(`stream:${id}`, { x: x - LABEL.width / 2, y: y - LABEL.height / 2, ...LABEL });
    this.#rove(this.#places.has(this.#current) ? this.#current : this.#places.keys().next().value);
  }

  // The map is one stop of the tab key; arrow keys go on from there.
  #rove(item) {
    if (!item) return;
    this.#svg.querySelector('[data-item][tabindex="0"]')?.setAttribute('tabindex', '-1');
    this.#current = item;
    this.#svg.querySelector(`[data-item="${CSS.escape(item)}"]`)?.setAttribute('tabindex', '0');
  }

  #key(event, pick) {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      pick(itemAt(event.target));
      return;
    }
    const from = this.#places.get(this.#current);
    const item = from && nearest(event.key, from, this.#places);
    if (!item) return;
    event.preventDefault();
    const [kind, ...id] = item.split(':');
    this.focus({ kind, id: id.join(':') });
    this.#viewport.reveal(this.#places.get(item).box, this.#insets());
  }

  #moved({ x, y, k }) {
    this.#scene.setAttribute('transform', `translate(${x},${y}) scale(${k})`);
    const far = k < TINY ? 'very' : String(k < FAR);
    if (this.#svg.dataset.far !== far) this.#svg.dataset.far = far;
    this.#svg.style.setProperty('background-position', `${x}px ${y}px`);
  }
}

function itemAt(target) {
  const element = target.closest('[data-item],[data-pick]');
  if (!element) return null;
  const [kind, ...id] = (element.dataset.item ?? element.dataset.pick).split(':');
  return { kind, id: id.join(':') };
}

function frame() {
  return h(
    'svg',
    {
      class: 'map',
      role: 'group',
      'aria-label': 'Topology map. Arrow keys go from one thing to the next, Enter shows its details.',
    },
    [
      h('defs', {}, [
        h(
          'pattern',
          { id: 'hatch', width: 8, height: 8, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
          [
            h('rect', { class: 'hatch-ground', width: 8, height: 8 }),
            h('path', { class: 'hatch-line', d: 'M0,0V8', 'stroke-width': 3 }),
          ],
        ),
      ]),
      h('g', { class: 'scene' }),
    ],
  );
}
