// The large area of the page: the map or the tables, or why there is neither.
import { h } from '../dom/h.js';
import { problemNotice } from '../dom/notice.js';
import { patch } from '../dom/patch.js';
import { legend } from '../map/legend.js';
import { TopologyMap } from '../map/map.js';
import { zoomButtons } from '../map/zoomButtons.js';
import { emptyState } from '../overview/empty.js';
import { tables } from '../table/tables.js';

const waiting = {
  reconnecting: 'The live connection cannot be opened. Trying again…',
  past: 'Looking up how it was…',
};

export class View {
  #place;
  #insets;
  #map = null;

  constructor(place, insets) {
    this.#place = place;
    this.#insets = insets;
  }

  /** The map, while it is what is shown. */
  get map() {
    return this.#map;
  }

  showMap(context) {
    if (!this.#map) {
      this.#show([h('div', { key: 'map' }), legend(), zoomButtons(() => this.#map)]);
      this.#map = new TopologyMap(this.#place.firstChild, { pick: context.pick, insets: this.#insets });
    }
    this.#map.render(context);
  }

  showTables(context) {
    this.#show(tables(context));
  }

  showEmpty() {
    this.#show(emptyState(location.origin));
  }

  /** Of a moment at which nothing was on the map, or of which nothing is known. */
  showPast(problem) {
    const why = problem ? problemNotice(problem) : h('p', { key: 'none' }, 'Nothing was on the map then.');
    this.#show(h('div', { key: 'past', class: 'waiting' }, why));
  }

  showWaiting(phase) {
    const text = waiting[phase] ?? 'Waiting for the first picture of the topology…';
    this.#show(h('p', { key: 'waiting', class: 'waiting' }, text));
  }

  #show(children) {
    // What the template put there is not known to patch.
    if (!this.#place.dataset.drawn) this.#place.replaceChildren();
    this.#place.dataset.drawn = 'true';
    this.#map = null;
    patch(this.#place, children);
  }
}
