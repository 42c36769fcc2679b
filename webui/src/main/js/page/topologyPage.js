// What the topology page shows now, from the feed and from what its reader chose.
import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { patch } from '../dom/patch.js';
import { renderDetails } from '../details/panel.js';
import { affectedBy } from '../health/affected.js';
import { findProblems } from '../health/problems.js';
import { relate } from '../health/relations.js';
import { matcher } from '../health/search.js';
import { flows } from '../live/flow.js';
import { legend } from '../map/legend.js';
import { TopologyMap } from '../map/map.js';
import { overview } from '../overview/bar.js';
import { emptyState } from '../overview/empty.js';
import { renderLiveState } from '../overview/liveState.js';
import { renderProblems } from '../overview/problemList.js';
import { toolbar } from '../overview/toolbar.js';
import { tables } from '../table/tables.js';
import { bindKeys } from './keys.js';
import { readSelection, writeSelection } from './selection.js';

const MANY = 200;
const NARROW = 900; // As in the style sheets.
const place = (id) => document.getElementById(id);

export class TopologyPage {
  #changed;
  #map = null;
  #derived = null;
  #chosen = { view: null, selection: readSelection(), query: '', problemsOpen: innerWidth > NARROW, orders: { stream: { name: 'State' }, node: { name: 'State' } }, whole: {} };

  constructor(changed) {
    this.#changed = changed;
    bindKeys({
      map: () => this.#map,
      close: () => this.#close(),
      find: () => place('find')?.focus(),
    });
    addEventListener('hashchange', () => this.#choose({ selection: readSelection() }));
  }

  /** The count of problems leads the title, to be seen on a tab in the background. */
  titleOf({ state }) {
    const { length } = state.generatedAt ? this.#derive(state).problems : [];
    return `${length > 0 ? `(${length}) ` : ''}Topology · pgrm`;
  }

  render(feed) {
    renderLiveState(place('live-state'), feed.phase, feed.state.generatedAt, Date.now());
    if (!feed.state.generatedAt) return this.#renderWaiting(feed);
    const derived = this.#derive(feed.state);
    const context = this.#context(feed, derived);
    patch(place('overview'), overview({ ...context, phase: feed.phase.name, showProblems: () => this.#choose({ problemsOpen: true }) }));
    if (derived.relations.servers.size === 0 && derived.relations.nodes.size === 0) return this.#renderEmpty();
    patch(place('toolbar'), toolbar({ ...context, setView: (view) => this.#choose({ view }), setQuery: (query) => this.#choose({ query }), pickFirst: () => this.#pickFirst(derived, context.match) }));
    renderProblems(place('problems'), { ...context, open: this.#chosen.problemsOpen, toggle: () => this.#choose({ problemsOpen: !this.#chosen.problemsOpen }) });
    renderDetails(place('details'), this.#chosen.selection, context);
    const stage = place('stage');
    stage.dataset.details = String(Boolean(this.#chosen.selection));
    stage.dataset.view = context.view;
    stage.dataset.live = String(feed.phase.name === 'live');
    return context.view === 'map' ? this.#renderMap(context) : this.#renderTables(context);
  }

  // Worked out once per state: redrawing for a keystroke or a selection does not repeat it.
  #derive(state) {
    if (this.#derived?.state !== state) {
      const relations = relate(state);
      const affected = affectedBy(relations);
      const affectedKey = [...affected.nodes.keys(), ...affected.streams.keys()].join();
      this.#derived = { state, relations, affected, affectedKey, problems: findProblems(relations) };
    }
    return this.#derived;
  }

  #context(feed, { relations, affected, affectedKey, problems }) {
    const { selection, query, orders, whole } = this.#chosen;
    const match = matcher(query);
    return {
      relations,
      affected,
      problems,
      selection,
      query,
      match,
      orders,
      whole,
      found: match ? countMatches(relations, match) : null,
      view: this.#chosen.view ?? (relations.nodes.size > MANY ? 'table' : 'map'),
      now: Date.now(),
      flows: (stream) => flows(stream, feed.movement),
      pick: (target, options) => this.#pick(target, options),
      signature: [selection ? `${selection.kind}:${selection.id}` : null, query, affectedKey],
    };
  }

  #renderWaiting({ phase }) {
    const text = phase.name === 'reconnecting' ? 'The live connection cannot be opened. Trying again…' : 'Waiting for the first picture of the topology…';
    this.#show('waiting', h('p', { key: 'waiting', class: 'waiting' }, text));
  }

  #renderEmpty() {
    for (const id of ['toolbar', 'problems', 'details']) place(id).hidden = true;
    this.#show('empty', emptyState(location.origin));
  }

  #renderTables(context) {
    const { orders, whole } = this.#chosen;
    this.#show('tables', tables({
      ...context,
      onOrder: (kind, order) => this.#choose({ orders: { ...orders, [kind]: order } }),
      onWhole: (kind) => this.#choose({ whole: { ...whole, [kind]: true } }),
    }));
  }

  #renderMap(context) {
    if (!this.#map) {
      this.#show('map', [h('div', { key: 'map' }), legend(), zoomButtons(() => this.#map)]);
      this.#map = new TopologyMap(place('view').firstChild, { pick: (target) => this.#pick(target), insets: () => this.#insets() });
    }
    this.#map.render(context);
  }

  #show(what, children) {
    const view = place('view');
    if (view.dataset.shown === undefined) view.replaceChildren();
    view.dataset.shown = what;
    if (what !== 'map') this.#map = null;
    place('toolbar').hidden = what === 'waiting' || what === 'empty';
    patch(view, children);
  }

  #insets() {
    const problems = place('problems');
    const wide = innerWidth > NARROW;
    const selected = Boolean(this.#chosen.selection);
    return {
      left: wide && !problems.hidden && this.#chosen.problemsOpen ? 316 : 0,
      right: wide && selected ? 392 : 0,
      top: 44,
      bottom: !wide && selected ? place('stage').clientHeight * 0.46 : 40,
    };
  }

  #pick(target, { reveal = false } = {}) {
    const known = target?.id ? { kind: target.kind, id: target.id } : null;
    this.#choose({ selection: known });
    writeSelection(known);
    if (known && reveal) requestAnimationFrame(() => this.#map?.reveal(known));
  }

  #pickFirst({ relations }, match) {
    if (!match) return;
    for (const [kind, things] of [['node', relations.nodes], ['server', relations.servers], ['stream', relations.streams]]) {
      const first = [...things.values()].find((thing) => match(kind, thing));
      if (first) {
        this.#pick({ kind, id: first.id }, { reveal: true });
        return;
      }
    }
  }

  #close() {
    const { selection, query } = this.#chosen;
    if (selection) {
      this.#pick(null);
      this.#map?.focus(selection);
    } else if (query) this.#choose({ query: '' });
  }

  #choose(change) {
    Object.assign(this.#chosen, change);
    this.#changed();
  }
}

function countMatches({ nodes, servers, streams }, match) {
  const hits = (kind, things) => [...things.values()].filter((thing) => match(kind, thing)).length;
  return hits('node', nodes) + hits('server', servers) + hits('stream', streams);
}

function zoomButtons(map) {
  const button = (name, label, click) => h('button', { class: 'button button-quiet button-icon', type: 'button', 'aria-label': label, title: label, on: { click } }, icon(name, { width: 14, height: 14 }));
  return h('div', { key: 'zoom', class: 'zoom' }, [button('plus', 'Zoom in (+)', () => map().zoomBy(1.3)), button('minus', 'Zoom out (−)', () => map().zoomBy(1 / 1.3)), button('fit', 'Fit all (0)', () => map().fit())]);
}
