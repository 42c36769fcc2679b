// The large area of the page: the map or the tables, or why there is neither.
import { h, memo } from '../dom/h.js';
import { patch, patchUntil } from '../dom/patch.js';
import { legend } from '../map/legend.js';
import { TopologyMap } from '../map/map.js';
import { exportMenu } from '../map/exportMenu.js';
import { zoomButtons } from '../map/zoomButtons.js';
import { emptyState } from '../overview/empty.js';
import { tables } from '../table/tables.js';
import { untold } from '../time/untold.js';

const waiting = {
  reconnecting: 'The live connection cannot be opened. Trying again…',
  past: 'Looking up how it was…',
};
// Of one frame, in milliseconds.
const SLICE = 24;

export class View {
  #place;
  #insets;
  #map = null;
  #latest = null;

  constructor(place, insets) {
    this.#place = place;
    this.#insets = insets;
  }

  /** The map, while it is what is shown. */
  get map() {
    return this.#map;
  }

  /** To the thing itself, where somebody goes on who closed its details. */
  focus({ kind, id }) {
    const row = () => this.#place.querySelector(`.table-link[data-item="${CSS.escape(`${kind}:${id}`)}"]`);
    if (this.#map) this.#map.focus({ kind, id });
    else row()?.focus();
  }

  showMap(context) {
    if (!this.#map) {
      this.#show(this.#mapParts(context));
      this.#map = new TopologyMap(this.#place.firstChild, {
        pick: (thing) => this.#latest.pick(thing),
        toggle: (group) => this.#latest.toggle(group),
        move: (server, corner) => this.#latest.move(server, corner),
        insets: this.#insets,
      });
    }
    this.#latest = context;
    this.#map.render(context);
    patch(this.#place, this.#mapParts(context));
  }

  #mapParts({ moved, tidy }) {
    const isMoved = Object.keys(moved).length > 0;
    return [
      // What stands in it is the map's own.
      memo('map', [], () => h('div', {})),
      legend(),
      zoomButtons(
        () => this.#map,
        isMoved && tidy,
        exportMenu(() => this.#map.drawn),
      ),
    ];
  }

  showTables(context) {
    if (!this.#show(tables(context), performance.now() + SLICE)) context.goOn();
  }

  showEmpty() {
    this.#show(emptyState(location.origin));
  }

  /** Of a moment at which nothing was on the map, or of which nothing is known. */
  showPast(problem, bar) {
    const why = problem ? untold(problem, bar) : h('p', { key: 'none' }, 'Nothing was on the map then.');
    this.#show(h('div', { key: 'past', class: 'waiting' }, why));
  }

  showWaiting(phase) {
    const text = waiting[phase] ?? 'Waiting for the first picture of the topology…';
    this.#show(h('p', { key: 'waiting', class: 'waiting' }, text));
  }

  #show(children, until = Infinity) {
    // What the template put there is not known to patch.
    if (!this.#place.dataset.drawn) this.#place.replaceChildren();
    this.#place.dataset.drawn = 'true';
    this.#map = null;
    return patchUntil(until, this.#place, children);
  }
}
