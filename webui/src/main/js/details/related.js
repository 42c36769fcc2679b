// The streams and databases next to a thing, each leading on.
import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { nodeState, streamState } from '../format/words.js';
import { labelText } from '../map/stream.js';
import { link, section } from './facts.js';

export function streamList(title, streams, pick) {
  if (streams.length === 0) return null;
  return section(
    title,
    h(
      'ul',
      { class: 'related' },
      streams.map((stream) => {
        const state = streamState(stream);
        return h('li', { key: stream.id, 'data-tone': state.tone }, [
          icon(state.sign, { width: 13, height: 13 }),
          link(stream.name, { kind: 'stream', id: stream.id }, pick),
          h('span', { class: 'related-note' }, labelText(stream, state)),
        ]);
      }),
    ),
  );
}

export function nodeList(title, nodes, pick) {
  if (nodes.length === 0) return null;
  return section(
    title,
    h(
      'ul',
      { class: 'related' },
      nodes.map((node) => {
        const state = nodeState(node);
        return h('li', { key: node.id, 'data-tone': state.tone }, [
          icon(state.sign, { width: 13, height: 13 }),
          link(node.name, { kind: 'node', id: node.id }, pick),
          h('span', { class: 'related-note' }, node.environment ?? ''),
        ]);
      }),
    ),
  );
}
