// Draws a stream: its line below the cards, its label above them.
import { h } from '../dom/h.js';
import { exactLag, lag } from '../format/lag.js';
import { streamState } from '../format/words.js';
import { LABEL } from './labels.js';
import { sign } from './sign.js';

export function streamLine(stream, route, look) {
  const state = streamState(stream);
  return h(
    'g',
    { class: 'stream', 'data-type': stream.type, 'data-pick': `stream:${stream.id}`, ...marks(stream, state, look) },
    [
      h('path', { class: 'stream-hit', d: route.d }),
      h('path', { class: 'stream-line', d: route.d }),
      stream.type === 'physical' && h('path', { key: 'core', class: 'stream-core', d: route.d }),
      look.flows(stream) && h('path', { key: 'flow', class: 'stream-flow', d: route.d }),
      h('path', { class: 'stream-arrow', d: route.tip }),
    ],
  );
}

export function streamLabel(stream, at, look) {
  const state = streamState(stream);
  const text = labelText(stream, state);
  const signed = state.tone !== 'ok';
  const shown = look.text.fit(text, LABEL.width - (signed ? 32 : 18), '550 11px');
  const width = Math.min(LABEL.width, Math.ceil(look.text.measure(shown, '550 11px')) + (signed ? 32 : 18));
  return h(
    'g',
    {
      class: 'stream-label',
      role: 'button',
      tabindex: -1,
      'data-item': `stream:${stream.id}`,
      'aria-label': spoken(stream, state, look),
      transform: `translate(${at.x - width / 2},${at.y - LABEL.height / 2})`,
      ...marks(stream, state, look),
    },
    [
      h('title', {}, `${stream.name}\n${exactLag(stream)}`),
      h('rect', { class: 'stream-label-body', width, height: LABEL.height, rx: LABEL.height / 2 }),
      stream.backfill &&
        h('rect', {
          key: 'progress',
          class: 'stream-progress',
          x: 8,
          y: LABEL.height - 3,
          height: 2,
          rx: 1,
          width: ((width - 16) * stream.backfill.percent) / 100,
        }),
      signed && sign(state.sign, state.tone, 7, 4, 12),
      h(
        'text',
        { class: 'stream-label-text', x: signed ? (width + 13) / 2 : width / 2, y: 14, 'text-anchor': 'middle' },
        shown,
      ),
    ],
  );
}

function marks(stream, state, look) {
  return {
    'data-tone': state.tone,
    'data-stale': String(Boolean(stream.stale)),
    'data-affected': String(look.affected.streams.has(stream.id)),
    'data-selected': String(look.isSelected('stream', stream.id)),
    'data-dim': String(look.isDim('stream', stream)),
  };
}

export function labelText(stream, state) {
  if (stream.status === 'syncing')
    return stream.backfill ? `copying ${Math.floor(stream.backfill.percent)} %` : 'copying';
  // What piles up at the source is known also while the target is not: it matters most then.
  const known = stream.lagBytes != null || stream.lagSeconds != null;
  if (stream.status === 'error') return known ? `failing · ${lag(stream)}` : 'failing';
  if (stream.stale && !known) return 'not seen';
  if (stream.status === 'inactive' && !known) return state.word;
  return lag(stream);
}

function spoken(stream, state, look) {
  const from = look.relations.end(stream, 'source').name;
  const to = look.relations.end(stream, 'target').name;
  return `${stream.type === 'physical' ? 'Physical' : 'Logical'} stream ${stream.name} from ${from} to ${to}, ${state.word}, ${labelText(stream, state)}`;
}
