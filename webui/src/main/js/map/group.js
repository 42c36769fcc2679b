// Draws a group: a frame around its servers, or one box for all of them.
import { h } from '../dom/h.js';
import { strokes } from '../dom/icons.js';
import { count } from '../format/count.js';
import { providerName } from '../format/words.js';
import { sign } from './sign.js';

const HEAD = 30;

export function groupFrame(group, box, by, look) {
  const name = groupName(group, by);
  const said = summary(group);
  const lines = group.collapsed ? notes(group, box, look) : [said];
  return h(
    'g',
    {
      class: 'group',
      'data-collapsed': String(group.collapsed),
      'data-tone': group.state.tone,
      transform: `translate(${box.x},${box.y})`,
    },
    [
      h('rect', { class: 'group-body', width: box.width, height: box.height, rx: 14 }),
      group.collapsed && h('path', { key: 'stack', class: 'group-stack', d: stack(box) }),
      h(
        'g',
        {
          key: 'head',
          class: 'group-button',
          role: 'button',
          tabindex: -1,
          'data-item': `group:${group.key}`,
          'aria-expanded': String(!group.collapsed),
          // Begins with what is written, so that it can be called by what one sees.
          'aria-label': `${[name, ...lines].join(' ')}, group, ${group.state.word}`,
        },
        [
          h('title', {}, `${name}\n${said}\n${group.collapsed ? 'Click to expand' : 'Click to collapse'}`),
          h('rect', {
            class: 'group-head',
            x: 6,
            y: 6,
            width: Math.max(60, box.width - 12),
            height: group.collapsed ? box.height - 12 : HEAD,
            rx: 9,
          }),
          h('g', { class: 'group-chevron', transform: chevron(group.collapsed) }, strokes('chevron')),
          group.state.tone !== 'ok' && sign(group.state.sign, group.state.tone, 36, 13, 16),
          h(
            'text',
            { class: 'group-name', x: group.state.tone === 'ok' ? 36 : 58, y: 26 },
            look.text.fit(name, box.width - (group.state.tone === 'ok' ? 50 : 72), '650 14px'),
          ),
          ' ',
          group.collapsed ? figures(lines) : null,
        ],
      ),
      h(
        'text',
        {
          key: 'far',
          class: 'group-far',
          'aria-hidden': 'true',
          x: 18,
          y: group.collapsed ? box.height / 2 + 14 : -14,
        },
        group.collapsed ? look.text.fit(name, box.width - 36, '650 40px') : name,
      ),
    ],
  );
}

export function groupName({ key }, by) {
  return by === 'cloud' ? providerName(key) : key;
}

function chevron(collapsed) {
  return collapsed ? 'translate(14,28) rotate(-90)' : 'translate(13,13)';
}

function notes(group, box, look) {
  const wrong = [
    group.unreachable > 0 && count(group.unreachable, 'database unreachable', 'databases unreachable'),
    group.failing > 0 && count(group.failing, 'stream failing', 'streams failing'),
  ].filter(Boolean);
  const below = wrong.join(', ') || (group.within > 0 ? `${count(group.within, 'stream')} within` : '');
  return [summary(group), below].filter(Boolean).map((text) => look.text.fit(text, box.width - 50, '400 12px'));
}

function figures([first, second]) {
  return [
    h('text', { key: 'figures', class: 'group-note', x: 36, y: 50 }, first),
    ' ',
    second && h('text', { key: 'wrong', class: 'group-note group-wrong', x: 36, y: 70 }, second),
  ];
}

function summary({ servers, databases, streams }) {
  return [count(servers.length, 'server'), count(databases, 'database'), count(streams, 'stream')].join(', ');
}

// The edges of the cards that lie below.
function stack({ width, height }) {
  return `M14,${height + 5}H${width - 14}M24,${height + 10}H${width - 24}`;
}
