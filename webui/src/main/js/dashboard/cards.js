// The verdict, and the few numbers behind it.
import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { bytes, exactBytes, whole } from '../format/bytes.js';
import { duration } from '../format/duration.js';
import { exactLag } from '../format/lag.js';
import { furthestBehind, verdict } from '../health/verdict.js';

export function cards({ relations, problems }, snapshot) {
  const said = verdict(relations, problems);
  const registered = [...relations.nodes.values()].filter(({ status }) => status !== 'unregistered');
  const databases = (snapshot?.servers ?? []).filter(ownsItsCatalog).flatMap((server) => server.databases);
  const sum = (of) => (snapshot ? whole(databases.reduce((all, each) => all + (of(each)?.length ?? 0), 0)) : '…');
  const slots = snapshot?.servers.flatMap((server) => server.slots);
  return h('div', { key: 'cards', class: 'cards' }, [
    h('div', { key: 'verdict', class: 'card figure-card figure-verdict', 'data-tone': said.tone, role: 'status' }, [
      h('div', { class: 'verdict-sign' }, icon(said.sign, { width: 20, height: 20 })),
      h('div', {}, h('p', { class: 'verdict-title' }, said.title), h('p', { class: 'verdict-note' }, said.note)),
    ]),
    card('Servers', whole(relations.servers.size)),
    card('Databases', whole(registered.length), `${count(registered, 'connected')} connected`),
    card(
      'Publications',
      sum((each) => each.publications),
    ),
    card(
      'Subscriptions',
      sum((each) => each.subscriptions),
    ),
    card('Slots', slots ? whole(slots.length) : '…', ...kept(slots)),
    furthest(relations),
  ]);
}

/** A standby repeats what its primary has. */
function ownsItsCatalog({ facts }) {
  return facts?.role !== 'standby';
}

function count(nodes, status) {
  return whole(nodes.filter((node) => node.status === status).length);
}

function kept(slots) {
  if (!slots) return [null, '/slots'];
  const most = slots.reduce((known, { retainedWalBytes }) => Math.max(known, retainedWalBytes ?? 0), 0);
  return [`${bytes(most)} kept by one`, '/slots', exactBytes(most)];
}

function furthest({ streams }) {
  const worst = furthestBehind(streams);
  if (!worst) return card('Largest lag', '–');
  const value = worst.lagSeconds == null ? bytes(worst.lagBytes) : duration(worst.lagSeconds);
  return card('Largest lag', value, worst.name, `/streams/${worst.id}`, exactLag(worst));
}

function card(name, value, note, href, title) {
  return h(href ? 'a' : 'div', { key: name, class: 'card figure-card', href, title }, [
    h('span', { key: 'name', class: 'figure-name' }, name),
    h('span', { key: 'value', class: 'figure-value' }, value),
    note && h('span', { key: 'note', class: 'figure-note' }, note),
  ]);
}
