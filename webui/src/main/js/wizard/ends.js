// The two ends: registered databases, found by name, environment or address.
import { status } from '../details/facts.js';
import { textField } from '../dom/field.js';
import { h, memo } from '../dom/h.js';
import { nodeState } from '../format/words.js';
import { toRegister } from './comeBack.js';
import { notesOnEnds } from './endNotes.js';

const MOST = 60;
const SIDES = {
  source: { title: 'Source', note: 'Whose tables are published.', other: 'target' },
  target: { title: 'Target', note: 'That subscribes, and gets the rows.', other: 'source' },
};

export function drawEnds(context) {
  const { draft, set, state } = context;
  if (!state.generatedAt) return h('p', { key: 'waiting', class: 'waiting' }, 'Asking for the databases…');
  // What was picked stays: tables that the other source does not have are told of where tables are picked.
  const swap = () => set({ source: draft.target, target: draft.source });
  return [
    h('div', { key: 'ends', class: 'wizard-ends' }, [
      picker('source', context),
      h(
        'button',
        { key: 'swap', class: 'button', type: 'button', disabled: !draft.source && !draft.target, on: { click: swap } },
        'Swap',
      ),
      picker('target', context),
    ]),
    notesOnEnds(context),
  ];
}

function picker(which, context) {
  const { title, note, other } = SIDES[which];
  const { state, draft, searched, search } = context;
  const wanted = (searched[which] ?? '').trim().toLowerCase();
  const all = [...state.nodes.values()].filter((node) => node.status !== 'unregistered').sort(byName);
  const fits = all.filter((node) => node.id === draft[which] || !wanted || words(node).includes(wanted));
  const shown = fits.filter((node, i) => i < MOST || node.id === draft[which]);
  return h('fieldset', { key: which, class: 'card card-body picker' }, [
    h('legend', { key: 'legend', class: 'section-title' }, title),
    h('p', { key: 'note', class: 'faint' }, note),
    textField(`${which}-search`, `Search for the ${which}`, {
      value: searched[which] ?? '',
      type: 'search',
      placeholder: 'Name, environment, address, tag',
      on: { input: ({ target }) => search(which, target.value) },
    }),
    h(
      'div',
      { key: 'list', class: 'picker-list' },
      shown.map((node) => {
        const server = state.servers.get(node.serverId);
        const own = draft[which] === node.id;
        return memo(node.id, [node, server, own, draft[other] === node.id], () => line(which, node, server, context));
      }),
    ),
    fits.length > shown.length &&
      h('p', { key: 'more', class: 'faint' }, `${fits.length - shown.length} more: search for them.`),
    shown.length === 0 &&
      h('p', { key: 'none', class: 'faint' }, wanted ? 'No database fits.' : 'No database is registered yet.'),
    h('p', { key: 'new', class: 'picker-new' }, [
      'Not registered yet? ',
      h(
        'a',
        {
          key: 'link',
          href: '/databases/new',
          // The draft comes along, and comes back with what was registered; also in a tab of its own.
          on: {
            pointerdown: (event) => followTo(event, toRegister(which, context.address())),
            click: (event) => followTo(event, toRegister(which, context.address())),
          },
        },
        `Register the ${which}`,
      ),
      ' and come back.',
    ]),
  ]);
}

function followTo(event, href) {
  event.currentTarget.href = href;
}

function line(which, node, server, { draft, set }) {
  const { other } = SIDES[which];
  return h('label', { class: 'picker-line', title: node.error?.message }, [
    h('input', {
      type: 'radio',
      name: which,
      checked: draft[which] === node.id,
      on: { change: () => set({ [which]: node.id }) },
    }),
    h('span', { key: 'name', class: 'picker-name' }, node.name),
    node.environment && h('span', { key: 'environment', class: 'badge' }, node.environment),
    status(nodeState(node)),
    h(
      'span',
      { key: 'about', class: 'picker-about faint' },
      [
        `${node.host}:${node.port} / ${node.database}`,
        server?.version && `PostgreSQL ${server.version}`,
        server?.role === 'standby' && 'standby',
        draft[other] === node.id && `is the ${other} already`,
      ]
        .filter(Boolean)
        .join(' · '),
    ),
  ]);
}

function words({ name, environment, host, port, database, tags }) {
  const tagged = Object.entries(tags ?? {}).flat();
  return [name, environment, `${host}:${port}`, database, ...tagged].join(' ').toLowerCase();
}

function byName(a, b) {
  return a.name.localeCompare(b.name, 'en', { numeric: true });
}
