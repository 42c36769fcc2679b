// What the topology page shows now, from the feed and from what its reader chose.
import { closeMenusOutside } from '../dom/menu.js';
import { patch } from '../dom/patch.js';
import { renderDetails } from '../details/panel.js';
import { shortTime } from '../format/time.js';
import { hits, matcher } from '../health/search.js';
import { flows } from '../live/flow.js';
import { overview } from '../overview/bar.js';
import { renderLiveState } from '../overview/liveState.js';
import { renderProblems } from '../overview/problemList.js';
import { toolbar } from '../overview/toolbar.js';
import { readChoices, writeChoices } from './address.js';
import { insight } from './insight.js';
import { timeBar } from '../time/bar.js';
import { MomentField } from '../time/field.js';
import { Travel } from '../time/travel.js';
import { Foresight } from '../whatif/foresight.js';
import { bindKeys } from './keys.js';
import { Scope } from './scope.js';
import { readSelection, writeSelection } from './selection.js';
import { View } from './view.js';

const MANY = 200;
const NARROW = 900; // As in the style sheets.
const place = (id) => document.getElementById(id);

export class TopologyPage {
  #changed;
  #insightOf = insight();
  #travel;
  #momentField = new MomentField();
  #foresight;
  #scope = new Scope((change) => this.#choose(change));
  #view = new View(place('view'), () => this.#insets());
  #chosen = {
    selection: readSelection(),
    problemsOpen: innerWidth > NARROW,
    orders: { stream: { name: 'State' }, node: { name: 'State' }, server: { name: 'State' } },
    whole: {},
    ...readChoices(),
  };

  constructor(changed) {
    this.#changed = changed;
    this.#travel = new Travel(changed);
    this.#foresight = new Foresight(changed);
    bindKeys({
      map: () => this.#view.map,
      close: () => this.#close(),
      find: () => place('find')?.focus(),
      travel: () => this.#travel,
    });
    closeMenusOutside();
    addEventListener('hashchange', () => this.#choose({ selection: readSelection() }));
  }

  /** The count of problems leads the title, to be seen on a tab in the background. */
  titleOf(feed) {
    const { state, phase } = this.#travel.over(feed);
    if (phase.name === 'past') return `${shortTime(phase.at)} · Topology · pgrm`;
    const { length } = state.generatedAt ? this.#insightOf(state).problems : [];
    return `${length > 0 ? `(${length}) ` : ''}Topology · pgrm`;
  }

  render(live) {
    const feed = this.#travel.over(live);
    document.body.dataset.past = String(feed.phase.name === 'past');
    patch(
      place('time'),
      timeBar(this.#travel.bar, this.#momentField, (target, options) => this.#pick(target, options)),
    );
    renderLiveState(place('live-state'), feed.phase, feed.state.generatedAt, Date.now());
    const context = this.#context(feed);
    const { servers, nodes } = context.relations;
    const something = servers.size > 0 || nodes.size > 0;
    place('toolbar').hidden = !something;
    patch(place('overview'), feed.state.generatedAt ? overview(context) : []);
    if (something) this.#renderTopology(context);
    else this.#renderNothing(feed);
  }

  #context(feed) {
    const derived = this.#insightOf(feed.state);
    const { view, selection, query, orders, whole } = this.#chosen;
    const wanted = matcher(query);
    const shown = view ?? (derived.relations.nodes.size > MANY ? 'table' : 'map');
    // It is foreseen from the present, and in tables nothing would say why rows are missing.
    const foreseen = shown === 'map' && feed.phase.name !== 'past' ? this.#foresight : null;
    return {
      ...derived,
      ...this.#chosen,
      ...this.#scope.of(derived, this.#chosen),
      match: wanted ?? foreseen?.match(selection, derived.relations) ?? null,
      found: wanted && hits(derived.relations, wanted),
      foresight: this.#foresight,
      view: shown,
      phase: feed.phase.name,
      late: feed.phase.late === true,
      present: () => this.#travel.now(),
      now: Date.now(),
      flows: (stream) => !feed.still && flows(stream, feed.movement),
      goOn: () => this.#changed(),
      pick: (target, options) => this.#pick(target, options),
      close: () => this.#close(),
      setView: (to) => this.#choose({ view: to }),
      setQuery: (to) => this.#choose({ query: to }),
      setProblemsOpen: (problemsOpen) => this.#choose({ problemsOpen }),
      onOrder: (kind, order) => this.#choose({ orders: { ...orders, [kind]: order } }),
      onWhole: (kind) => this.#choose({ whole: { ...whole, [kind]: true } }),
      signature: [selection && `${selection.kind}:${selection.id}`, query, foreseen?.key, derived.affectedKey],
    };
  }

  #renderTopology(context) {
    const { dataset } = place('stage');
    dataset.details = String(Boolean(context.selection));
    dataset.view = context.view;
    dataset.late = String(context.late);
    dataset.live = String(context.phase === 'live' || context.phase === 'past');
    patch(place('toolbar'), toolbar(context));
    renderProblems(place('problems'), context);
    renderDetails(place('details'), context);
    if (context.view === 'map') this.#view.showMap({ ...context, ...this.#scope.scene(context) });
    else this.#view.showTables(context);
  }

  #renderNothing({ state, phase }) {
    for (const id of ['problems', 'details']) place(id).hidden = true;
    if (phase.name === 'past' && (state.generatedAt || phase.problem))
      this.#view.showPast(phase.problem, this.#travel.bar);
    else if (state.generatedAt) this.#view.showEmpty();
    else this.#view.showWaiting(phase.name);
  }

  #insets() {
    const wide = innerWidth > NARROW;
    const selected = Boolean(this.#chosen.selection);
    return {
      left: wide && !place('problems').hidden && this.#chosen.problemsOpen ? 316 : 0,
      right: wide && selected ? 392 : 0,
      top: place('toolbar').offsetHeight + (wide ? 12 : 64),
      bottom: !wide && selected ? place('stage').clientHeight * 0.46 : 40,
    };
  }

  #pick(target, { reveal = false } = {}) {
    const known = target?.id ? { kind: target.kind, id: target.id } : null;
    this.#choose({ selection: known });
    writeSelection(known);
    if (known && reveal) requestAnimationFrame(() => this.#view.map?.reveal(known));
  }

  #close() {
    const { selection, query } = this.#chosen;
    if (selection) {
      this.#pick(null);
      this.#view.focus(selection);
    } else if (query) this.#choose({ query: '' });
  }

  #choose(change) {
    Object.assign(this.#chosen, change);
    writeChoices(this.#chosen);
    this.#changed();
  }
}
