// One stream: how it stands now, how it went, its tables, its errors, and all that can be done with it.
import { status } from '../details/facts.js';
import { streamDetails } from '../details/stream.js';
import { h } from '../dom/h.js';
import { problemNotice } from '../dom/notice.js';
import { streamState } from '../format/words.js';
import { affectedBy } from '../health/affected.js';
import { relate } from '../health/relations.js';
import { hear } from '../live/operations.js';
import { over } from '../operation/words.js';
import { nothing, pageHead } from '../page/head.js';
import { entitle, inPlace } from '../page/place.js';
import { ask } from '../session/api.js';
import { actionBar } from './bar.js';
import { conflicts, drift } from './comparison.js';
import { StreamErrors } from './errors.js';
import { StreamHistory } from './history.js';
import { StreamTables } from './tables.js';

const PACE = 5000;

export class StreamPage {
  #id;
  #detail = null;
  #problem = null;
  #seen = false;
  #removed = false;
  #onMap = false;
  #parts;
  #render;

  constructor(id) {
    this.#id = id;
    const changed = () => this.#render();
    this.#parts = [new StreamHistory(id, changed), new StreamTables(id, changed), new StreamErrors(id, changed)];
    this.#render = inPlace(
      (feed) => this.#draw(feed),
      ({ state }) => this.#follow(state),
    );
    // What was done may have changed it.
    hear((operation) => over(operation) && this.#read(this.#isMeant(operation)));
    this.#load();
  }

  async #load() {
    if (!document.hidden) await this.#read();
    if (!this.#removed) setTimeout(() => this.#load(), PACE);
  }

  async #read(acted = false) {
    if (this.#removed) return;
    const { body, problem } = await ask('GET', `/api/replication/streams/${encodeURIComponent(this.#id)}`);
    if (body) entitle(body.name);
    // What is not there any more is not shown as it was last.
    this.#detail = body ?? (isGone(problem) ? null : this.#detail);
    this.#seen ||= Boolean(body);
    this.#problem = problem ?? null;
    if (body) for (const part of this.#parts) part.again(acted);
    this.#render();
  }

  /** What leaves the map is asked for at once. */
  #follow({ streams }) {
    const isThere = streams.has(this.#id);
    if (this.#onMap && !isThere) this.#read();
    this.#onMap = isThere;
  }

  #isMeant({ subjects }) {
    const { sourceId, targetId } = this.#detail ?? {};
    return [sourceId, targetId].some((id) => id && subjects.includes(`database:${id}`));
  }

  #draw({ state }) {
    const back = { href: `/#stream/${this.#id}`, name: 'Topology' };
    const stream = isGone(this.#problem) ? null : (state.streams.get(this.#id) ?? this.#detail);
    if (!stream || this.#removed) return [pageHead('Stream', { back }), this.#why()];
    const relations = relate(state);
    const [source, target] = [stream.sourceId, stream.targetId].map((each) => endOf(each, state));
    const { body } = streamDetails(stream, { relations, affected: affectedBy(relations), now: Date.now(), pick: goTo });
    return [
      pageHead(h('span', {}, stream.name), {
        back,
        note: status(streamState(stream)),
        actions: actionBar({
          stream,
          detail: this.#detail,
          source,
          target,
          removed: () => this.#gone(),
        }),
      }),
      problemNotice(this.#problem),
      stream.type === 'physical' &&
        h('p', { key: 'physical', class: 'notice notice-quiet' }, 'A physical stream is shown and never changed here.'),
      h('div', { key: 'columns', class: 'columns' }, [
        h('div', { key: 'main', class: 'stacked' }, [
          ...this.#parts.map((part) => part.draw(stream, source)),
          conflicts(stream, this.#detail),
          drift(stream, relations.nodes.get(stream.targetId)),
        ]),
        h('section', { key: 'side', class: 'card card-body details-in-page', 'aria-label': 'As it stands' }, body),
      ]),
    ];
  }

  #why() {
    if (this.#removed)
      return nothing('The stream was removed', h('p', { key: 'do' }, h('a', { href: '/' }, 'Back to the topology')));
    if (isGone(this.#problem))
      return nothing(
        this.#seen ? 'The stream is gone' : 'There is no such stream',
        h('p', { key: 'do' }, [
          'It was removed, or its server no longer reports it: see the ',
          h('a', { key: 'operations', href: '/operations' }, 'operations'),
          ' or the ',
          h('a', { key: 'map', href: '/' }, 'topology'),
          '.',
        ]),
      );
    return this.#problem
      ? problemNotice(this.#problem)
      : h('p', { key: 'waiting', class: 'waiting' }, 'Asking for the stream…');
  }

  #gone() {
    this.#removed = true;
    this.#render();
  }
}

function endOf(databaseId, { nodes, servers }) {
  const node = nodes.get(databaseId);
  return node && node.status !== 'unregistered' ? { ...node, server: servers.get(node.serverId) } : null;
}

function isGone(problem) {
  return problem?.status === 404;
}

/** What is picked here is shown on the map. */
function goTo({ kind, id }) {
  location.assign(`/#${kind}/${encodeURIComponent(id)}`);
}
