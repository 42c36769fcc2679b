// Draws a database as a row of its server's card.
import { h } from '../dom/h.js';
import { isUnreachable, nodeState, providerName } from '../format/words.js';
import { sign } from './sign.js';
import { tagEndingAt } from './tag.js';

const PAD = 14;
const INDENT = 37;

export function nodeRow(node, server, box, index, look) {
  const { fit, measure } = look.text;
  const state = nodeState(node);
  const cause = look.affected.nodes.get(node.id);
  const role =
    node.role && node.role !== 'standalone'
      ? tagEndingAt(box.width - PAD, 14, node.role, 'line', measure)
      : { left: box.width - PAD };
  const room = role.left - INDENT - 8;
  const name = fit(node.name ?? node.database, room, '550 13px');
  const below = fit(note(node, server, state, cause), room, '400 11px');
  return h(
    'g',
    {
      key: `node:${node.id}`,
      class: 'node',
      role: 'button',
      tabindex: -1,
      'data-item': `node:${node.id}`,
      'data-tone': state.tone,
      'data-affected': String(Boolean(cause)),
      'data-selected': String(look.isSelected('node', node.id)),
      'data-dim': String(!look.asks(node)),
      'data-match': String(look.isMatch('node', node)),
      'aria-label': spoken([name, below, role.drawing && node.role], state, cause),
      transform: `translate(${box.x},${box.y})`,
    },
    [
      index > 0 && h('path', { key: 'rule', class: 'node-rule', d: `M${INDENT},0H${box.width - PAD}` }),
      h('rect', { class: 'node-body', x: 4, y: 2, width: box.width - 8, height: box.height - 4, rx: 6 }),
      sign(state.sign, state.tone, PAD + 1, 15, 14),
      h('text', { class: 'node-name', x: INDENT, y: 19 }, name),
      ' ',
      h('text', { class: 'node-note', x: INDENT, y: 34 }, below),
      ' ',
      role.drawing,
    ],
  );
}

function note(node, server, state, cause) {
  if (isUnreachable(node)) return node.error?.message ?? state.word;
  if (cause) return `fed through ${cause}`;
  if (node.status !== 'connected') return state.word;
  if (node.stale || server.stale) return 'last known state';
  return [node.database !== node.name && node.database, providerName(node.provider), node.environment]
    .filter(Boolean)
    .join(' · ');
}

// Begins with what is written, so that it can be called by what one sees.
function spoken(written, state, cause) {
  return [written.filter(Boolean).join(' '), 'database', state.word, cause && `${cause} is unreachable`]
    .filter(Boolean)
    .join(', ');
}
