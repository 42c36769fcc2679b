// Draws a server's card.
import { h } from '../dom/h.js';
import { providerName, serverState } from '../format/words.js';
import { nodeRow } from './node.js';
import { sign } from './sign.js';
import { tagEndingAt } from './tag.js';

const HEAD = 56;
const PAD = 14;

export function serverCard(server, nodes, box, look) {
  const state = serverState(server);
  const inner = [
    h('rect', { class: 'server-body', width: box.width, height: box.height, rx: 10 }),
    head(server, state, box, look),
    nodes.length > 0 && h('path', { key: 'rule', class: 'server-rule', d: `M0,${HEAD}H${box.width}` }),
    ...nodes.map((node, i) => nodeRow(node, server, look.rowOf(node, box), i, look)),
    far(server, state, box, look),
  ];
  return h(
    'g',
    {
      class: 'server',
      role: 'group',
      'aria-label': `Server ${server.name}`,
      transform: `translate(${box.x},${box.y})`,
      'data-tone': state.tone,
      'data-stale': String(Boolean(server.stale)),
      'data-known': String(server.status !== 'unregistered'),
      'data-selected': String(look.isSelected('server', server.id)),
      'data-dim': String(look.isDim('server', server)),
    },
    inner,
  );
}

function head(server, state, box, look) {
  const { fit, measure } = look.text;
  const role = server.role
    ? tagEndingAt(box.width - PAD, 13, server.role, server.role, measure)
    : { left: box.width - PAD };
  const origin = originOf(server);
  const originWidth = origin ? measure(origin, '400 11px') + 10 : 0;
  const port = server.port ? `:${server.port}` : '';
  const host = fit(server.host ?? '', box.width - PAD - 37 - originWidth - measure(port, '400 11px'), '400 11px');
  const name = fit(server.name ?? server.host, role.left - 37 - 8, '650 13.5px');
  return h(
    'g',
    {
      key: 'head',
      class: 'server-button',
      role: 'button',
      tabindex: -1,
      'data-item': `server:${server.id}`,
      'aria-label': spoken([name, server.role, `${host}${port}`, origin], server, state),
    },
    [
      h('title', {}, server.host ? `${server.name}\n${server.host}${port}` : server.name),
      h('path', { class: 'server-head', d: headShape(box.width, box.height) }),
      sign(state.sign, state.tone, PAD, 13, 16),
      h('text', { class: 'server-name', x: 37, y: 26 }, name),
      ' ',
      role.drawing,
      ' ',
      h('text', { class: 'server-address', x: 37, y: 44 }, `${host}${port}`),
      ' ',
      h('text', { class: 'server-version', x: box.width - PAD, y: 44, 'text-anchor': 'end' }, origin),
    ],
  );
}

function headShape(width, height) {
  const r = 9;
  const bottom = Math.min(HEAD, height) - 1;
  return `M1,${bottom}V${r + 1}a${r},${r} 0 0 1 ${r},-${r}H${width - r - 1}a${r},${r} 0 0 1 ${r},${r}V${bottom}Z`;
}

// Seen from afar a card is its name and its state.
function far(server, state, box, look) {
  const middle = box.height / 2;
  return [
    state.tone !== 'ok' &&
      h('g', { key: 'far-sign', class: 'server-far-sign' }, sign(state.sign, state.tone, 18, middle - 13, 26)),
    h(
      'text',
      { key: 'far', 'aria-hidden': 'true', class: 'server-far', x: state.tone === 'ok' ? 18 : 54, y: middle + 9 },
      look.text.fit(server.name, box.width - (state.tone === 'ok' ? 30 : 66), '650 26px'),
    ),
  ];
}

// Being self-hosted is no news; who manages a server is.
function originOf({ version, managedBy, provider }) {
  const by = managedBy ?? (provider === 'self-hosted' ? null : provider);
  return [version && `PG ${shortVersion(version)}`, providerName(by)].filter(Boolean).join(' · ');
}

function shortVersion(version) {
  return `${version}`.match(/\d+(\.\d+)?/)?.[0] ?? `${version}`;
}

// Begins with what is written, so that it can be called by what one sees.
function spoken(written, server, state) {
  return [written.filter(Boolean).join(' '), 'server', state.word, server.stale && 'last known state']
    .filter(Boolean)
    .join(', ');
}
