// The map: draws what it is given, and tells what was picked, moved, or opened.
import { patch, patchUntil } from '../dom/patch.js';
import { boundsOf } from './boxes.js';
import { draggable, nudged, serverAt } from './drag.js';
import { drawing } from './draw.js';
import { canvasMeasure, fitter } from './fit.js';
import { mapFrame } from './frame.js';
import { geometry } from './geometry.js';
import { labelBox } from './labels.js';
import { lookOf } from './look.js';
import { placesOf, standIn } from './spots.js';
import { nearest } from './steer.js';
import { Viewport } from './viewport.js';

const FAR = 0.5;
const TINY = 0.2;
const CROWD = 150;
// Of one frame, in milliseconds: what is left over is drawn in the next ones, and the page answers meanwhile.
const SLICE = 16;

export class TopologyMap {
  #svg;
  #scene;
  #viewport;
  #geometryOf = geometry();
  #text;
  #insets;
  #act;
  #spots = new Map();
  #current = null;
  #bounds = null;
  #boxes = null;
  #context = null;
  #shown = null;

  /** act: {pick(thing), toggle(group), move(server, corner)} */
  constructor(container, { insets, ...act }) {
    patch(container, mapFrame());
    this.#svg = container.querySelector('svg');
    this.#scene = this.#svg.querySelector('.scene');
    this.#insets = insets;
    this.#act = act;
    const measure = canvasMeasure(getComputedStyle(this.#svg).fontFamily);
    this.#text = { measure, fit: fitter(measure) };
    this.#viewport = new Viewport(this.#svg, (transform) => this.#moved(transform));
    this.#svg.addEventListener('click', (event) => this.#choose(event.target));
    this.#svg.addEventListener('keydown', (event) => this.#key(event));
    this.#svg.addEventListener('focusin', (event) => this.#rove(event.target.dataset?.item));
    draggable(this.#svg, {
      scale: () => this.#viewport.transform.k,
      cornerOf: (id) => this.#boxes?.cards.get(id),
      move: (id, corner) => this.#carry(id, corner),
      drop: (id, corner) => {
        this.#card(id)?.removeAttribute('data-carried');
        act.move(id, corner);
      },
    });
  }

  render(context) {
    const { relations, layout = null, moved = {}, groups, joints } = context;
    const shape = this.#geometryOf(relations, { layout, moved, groups, joints });
    const look = lookOf({ ...context, text: this.#text, boxes: shape.boxes });
    this.#svg.dataset.crowded = String(relations.streams.size > CROWD);
    const done = patchUntil(performance.now() + SLICE, this.#scene, drawing(context, shape, look));
    this.#context = context;
    if (this.#boxes !== shape.boxes) this.#measured(shape, joints);
    if (this.#boxes !== shape.boxes || done) this.#rove(this.#rover());
    this.#boxes = shape.boxes;
    if (!done) context.goOn();
    // Another arrangement is another picture; within one, nothing moves by itself.
    const shown = `${context.arrangement}`;
    if (this.#shown !== shown) this.fit(this.#shown !== null);
    this.#shown = shown;
  }

  #measured({ boxes, labels, routes }, joints) {
    this.#spots = placesOf(boxes, labels, joints);
    const labelled = [...labels.values()].map((at) => labelBox(at));
    this.#bounds = boundsOf(boxes, routes, labelled);
  }

  #rover() {
    return this.#spots.has(this.#current) ? this.#current : this.#spots.keys().next().value;
  }

  /** What an export is made of. */
  get drawn() {
    return { svg: this.#svg, scene: this.#scene, bounds: this.#bounds, transform: this.#viewport.transform };
  }

  fit(smoothly = true) {
    if (this.#bounds) this.#viewport.show(this.#bounds, this.#insets(), smoothly);
  }

  zoomBy(factor) {
    this.#viewport.zoomBy(factor);
  }

  reveal({ kind, id }) {
    const spot = this.#spots.get(`${kind}:${id}`) ?? this.#spots.get(standIn(kind, id, this.#context));
    if (spot) this.#viewport.reveal(spot.box, this.#insets());
  }

  focus({ kind, id }) {
    this.#element(`${kind}:${id}`)?.focus({ preventScroll: true });
  }

  #element(item) {
    return this.#svg.querySelector(`[data-item="${CSS.escape(item)}"]`);
  }

  // The map is one stop of the tab key; arrow keys go on from there.
  #rove(item) {
    if (!item) return;
    this.#svg.querySelector('[data-item][tabindex="0"]')?.setAttribute('tabindex', '-1');
    this.#current = item;
    this.#element(item)?.setAttribute('tabindex', '0');
  }

  #choose(target) {
    const element = target.closest('[data-item],[data-pick]');
    if (!element) return this.#act.pick(null);
    const { item, pick } = element.dataset;
    const [kind, ...id] = (pick ?? item).split(':');
    return kind === 'group' ? this.#act.toggle(id.join(':')) : this.#act.pick({ kind, id: id.join(':') });
  }

  #key(event) {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.#choose(event.target);
      return;
    }
    const id = serverAt(event.target);
    const corner = nudged(event, this.#boxes?.cards.get(id));
    if (corner) {
      event.preventDefault();
      this.#act.move(id, corner);
      return;
    }
    this.#steer(event);
  }

  #steer(event) {
    const from = this.#spots.get(this.#current);
    const item = from && nearest(event.key, from, this.#spots);
    if (!item) return;
    event.preventDefault();
    this.#element(item)?.focus({ preventScroll: true });
    this.#viewport.reveal(this.#spots.get(item).box, this.#insets());
  }

  // Lines follow when it is put down: to lead thousands around it anew at every step would stutter.
  #carry(id, { x, y }) {
    const card = this.#card(id);
    card?.setAttribute('transform', `translate(${x},${y})`);
    card?.setAttribute('data-carried', 'true');
  }

  #card(id) {
    return this.#element(`server:${id}`)?.closest('.server');
  }

  #moved({ x, y, k }) {
    this.#scene.setAttribute('transform', `translate(${x},${y}) scale(${k})`);
    const far = k < TINY ? 'very' : String(k < FAR);
    if (this.#svg.dataset.far !== far) this.#svg.dataset.far = far;
    this.#svg.style.setProperty('background-position', `${x}px ${y}px`);
  }
}
