// What would come of a restart, a failover or a downtime of one server, as the API foresees it from what was last seen.
import { ask } from '../session/api.js';

// It is foreseen from what is known already.
const PATIENCE = 15_000;

export const EVENTS = [
  ['restart', 'Restart'],
  ['failover', 'Failover'],
  ['downtime', 'Downtime'],
];

export const LENGTHS = [
  ['600', '10 minutes'],
  ['3600', 'an hour'],
  ['28800', '8 hours'],
  ['86400', 'a day'],
  ['604800', 'a week'],
];

export class Foresight {
  #changed;
  #get;
  #asked = null;
  #seen = null;
  #problem = null;

  /** get(path) resolves to {body} or {problem}. */
  constructor(changed, get = (path) => ask('GET', path, undefined, {}, PATIENCE)) {
    this.#changed = changed;
    this.#get = get;
  }

  /** {event, seconds, standbyId, seen, problem} while it is asked of that server, else null. */
  of(serverId) {
    return this.#asked?.serverId === serverId ? { ...this.#asked, seen: this.#seen, problem: this.#problem } : null;
  }

  async ask(serverId, { event = 'restart', seconds = '3600', standbyId = '' } = {}) {
    const asked = { serverId, event, seconds, standbyId };
    this.#asked = asked;
    this.#seen = null; // What was foreseen of another server or event would be taken for this one's.
    this.#problem = null;
    this.#changed();
    const { body, problem } = await this.#get(`/api/servers/${encodeURIComponent(serverId)}/what-if?${queryOf(asked)}`);
    if (this.#asked !== asked) return;
    this.#seen = body ?? null;
    this.#problem = problem ?? null;
    this.#changed();
  }

  close() {
    this.#asked = null;
    this.#seen = null;
    this.#problem = null;
    this.#changed();
  }

  /** What the map lifts out while that is shown: what is named, and the server itself. */
  match(selection, relations) {
    const shown = selection?.kind === 'server' && this.of(selection.id)?.seen;
    return shown ? named(shown, relations) : null;
  }

  get key() {
    return this.#asked && `${this.#asked.serverId} ${queryOf(this.#asked)} ${this.#seen?.asOf}`;
  }
}

export function queryOf({ event, seconds, standbyId }) {
  const more = { downtime: { seconds }, failover: standbyId ? { standbyId } : {} }[event] ?? {};
  return new URLSearchParams({ event, ...more }).toString();
}

/** Answers whether something is named by the effects: streams, their ends, the server, and the one that would take over. */
export function named({ serverId, heirId, effects }, { streams, nodesOf }) {
  const ids = new Set([serverId, heirId]);
  for (const { streamId, slot } of effects) {
    const stream = streams.get(streamId);
    if (slot) ids.add(slot.serverId);
    if (!stream) continue;
    for (const id of [stream.id, stream.sourceServerId, stream.targetServerId, stream.sourceId, stream.targetId])
      ids.add(id);
  }
  for (const { id } of nodesOf(serverId)) ids.add(id);
  return (_, { id }) => ids.has(id);
}
