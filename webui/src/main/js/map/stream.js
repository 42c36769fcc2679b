// Draws a stream: its line below the cards, its label above them.
import { h } from '../dom/h.js';
import { exactBytes } from '../format/bytes.js';
import { duration } from '../format/duration.js';
import { exactLag, lag } from '../format/lag.js';
import { streamState } from '../format/words.js';
import { wholeParts } from './fit.js';
import { LABEL } from './labels.js';
import { sign } from './sign.js';

const FONT = '550 11px';

export function streamLine(stream, route, look) {
  const state = streamState(stream);
  return h(
    'g',
    { class: 'stream', 'data-type': stream.type, 'data-pick': `stream:${stream.id}`, ...marks(stream, state, look) },
    linePaths(stream.type, route, look.flows(stream), stream.backfill?.percent),
  );
}

/** done: how far a copy has come, in percent of the line's length. */
export function linePaths(type, route, flows, done) {
  return [
    h('path', { class: 'stream-hit', d: route.d, 'stroke-width': route.reach }),
    h('path', { class: 'stream-line', d: route.d }),
    type === 'physical' && h('path', { key: 'core', class: 'stream-core', d: route.d }),
    done != null &&
      h('path', {
        key: 'done',
        class: 'stream-done',
        d: route.d,
        pathLength: 100,
        'stroke-dasharray': `${Math.min(100, Math.max(0, done))} 200`,
      }),
    flows && h('path', { key: 'flow', class: 'stream-flow', d: route.d }),
    h('path', { class: 'stream-arrow', d: route.tip }),
  ];
}

export function streamLabel(stream, at, look) {
  const state = streamState(stream);
  const { width, parts, height } = labelBody(labelText(stream, state), state, look, stream.backfill);
  return h(
    'g',
    {
      class: 'stream-label',
      role: 'button',
      tabindex: -1,
      'data-item': `stream:${stream.id}`,
      'aria-label': spoken(stream, state, look),
      transform: `translate(${at.x - width / 2},${at.y - height / 2})`,
      ...marks(stream, state, look),
    },
    [h('title', {}, [stream.name, exactLag(stream), ...exactBackfill(stream)].join('\n')), parts],
  );
}

export function labelBody(text, state, look, backfill) {
  const signed = state.tone !== 'ok';
  const shown = wholeParts(look.text.fit, text, LABEL.width - (signed ? 32 : 18), FONT);
  const width = Math.min(LABEL.width, Math.ceil(look.text.measure(shown, FONT)) + (signed ? 32 : 18));
  const parts = [
    h('rect', { key: 'body', class: 'stream-label-body', width, height: LABEL.height, rx: LABEL.height / 2 }),
    backfill && meter(backfill.percent, width - 16),
    signed && sign(state.sign, state.tone, 7, 4, 12),
    h(
      'text',
      {
        key: 'text',
        class: 'stream-label-text',
        x: signed ? (width + 13) / 2 : width / 2,
        y: 14,
        'text-anchor': 'middle',
      },
      shown,
    ),
  ];
  return { width, parts, height: LABEL.height };
}

function meter(percent, width) {
  return h('rect', {
    key: 'progress',
    class: 'stream-progress',
    x: 8,
    y: LABEL.height - 3,
    height: 2,
    rx: 1,
    width: (width * percent) / 100,
  });
}

/** What the percentage stands for, in lines. */
export function exactBackfill({ status, backfill, tables }) {
  if (!backfill) return status === 'syncing' ? ['Copying; how far it has come is not known'] : [];
  const { percent, bytesDone, bytesTotal, etaSeconds } = backfill;
  return [
    `Copied ${percent.toFixed(1)} %`,
    bytesTotal != null && `${exactBytes(bytesDone)} of ${exactBytes(bytesTotal)}`,
    tables?.total > 0 && `${tables.ready} of ${tables.total} tables ready`,
    etaSeconds != null && `About ${duration(etaSeconds)} to go`,
  ].filter(Boolean);
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
