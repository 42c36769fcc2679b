// What of the topology is in sight, and how the map arranges it: the filter, the groups, and where the reader put servers.
// Worked out once for each state and choice.
import { facets, filtered } from '../health/filter.js';
import { arrange, groupsOf } from '../map/groups.js';
import { Layouts, structureOf } from '../map/layouts.js';
import { Places } from '../map/places.js';
import { ask } from '../session/api.js';

const MANY = 200;

export class Scope {
  #choose;
  #layouts;
  #places = new Places(() => localStorage);
  #facetsOf = once(facets);
  #filtered = once(filtered);
  #arranged = once(arrange);
  #structureOf = once(structureOf);
  #groupsOf = once(groupsOf);

  /** choose(change) notes what the reader chose and draws again. */
  constructor(choose) {
    this.#choose = choose;
    this.#layouts = new Layouts(layoutFromServer, () => choose({}));
    addEventListener('storage', ({ key }) => this.#places.follow(key) && choose({}));
  }

  /** What the rest of the page needs to know and to do. */
  of({ relations }, { filter, group, collapsed, selection }) {
    const shown = this.#filtered(relations, filter, selection);
    const groups = this.#groupsOf(relations, group);
    return {
      filter,
      group,
      collapsed,
      shown,
      shows: shown.shows,
      asks: shown.asks,
      hidden: shown.hidden,
      facets: this.#facetsOf(relations),
      groupKeys: [...groups.keys()],
      setFilter: (to) => this.#choose({ filter: to }),
      setGroup: (to) => this.#choose({ group: to, collapsed: this.#atFirst(relations, to) }),
      setCollapsed: (to) => this.#choose({ collapsed: to }),
      toggle: (key) => this.#choose({ collapsed: without(collapsed, key) ?? [...collapsed, key] }),
      tidy: () => this.#then(() => this.#places.tidy(group)),
      move: (id, corner) => this.#then(() => this.#places.put(group, id, corner)),
    };
  }

  /** What the map draws, in the latest arrangement that is known. */
  scene({ relations, shown, group, collapsed }) {
    const drawn = this.#layouts.of(group, collapsed, group && this.#structureOf(relations));
    const by = drawn?.by ?? null;
    const places = this.#places.of(by);
    return {
      all: relations,
      ...this.#arranged(shown.relations, by, drawn?.collapsed ?? nothing),
      by,
      layout: drawn?.body ?? null,
      arrangement: drawn && `${by}|${drawn.collapsed.join('|')}`,
      moved: places,
    };
  }

  // Too much to be seen at once begins as boxes.
  #atFirst(relations, by) {
    return relations.nodes.size > MANY ? [...groupsOf(relations, by).keys()] : [];
  }

  #then(act) {
    act();
    this.#choose({});
  }
}

const nothing = [];

function without(list, one) {
  return list.includes(one) ? list.filter((each) => each !== one) : null;
}

async function layoutFromServer(by, collapsed) {
  const query = new URLSearchParams([['by', by], ...collapsed.map((key) => ['collapsed', key])]);
  const { body } = await ask('GET', `/api/topology/layout?${query}`);
  return body ?? null;
}

/** The same answer for the same arguments as last time. */
function once(work) {
  let known = null;
  return (...given) => {
    if (!known?.given.every((each, i) => each === given[i])) known = { given, answer: work(...given) };
    return known.answer;
  };
}
