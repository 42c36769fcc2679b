// The details of the selected thing, renewed with every change while it stays open.
import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { patch } from '../dom/patch.js';
import { nodeDetails } from './node.js';
import { pausing } from '../stream/bar.js';
import { serverDetails } from './server.js';
import { streamDetails } from './stream.js';

const kinds = { server: serverDetails, node: nodeDetails, stream: streamDetails };

const gone = {
  live: 'It was removed, or its server no longer reports it.',
  past: 'It was not on the map at that time.',
};

export function renderDetails(place, context) {
  const { selection } = context;
  const things = {
    server: context.relations.servers,
    node: context.relations.nodes,
    stream: context.relations.streams,
  };
  const thing = selection && things[selection.kind]?.get(selection.id);
  place.hidden = !selection;
  place.classList.add('panel');
  if (!selection) return patch(place, []);
  const { kind, name, body } = thing
    ? kinds[selection.kind](thing, context)
    : {
        kind: 'Gone',
        name: 'No longer there',
        body: [h('p', { class: 'plain' }, gone[context.phase] ?? gone.live)],
      };
  return patch(place, [
    h('header', { class: 'panel-head' }, [
      h(
        'div',
        { class: 'panel-title' },
        h('p', { class: 'details-kind' }, kind),
        h('h2', { class: 'details-name' }, name),
      ),
      h(
        'button',
        {
          class: 'button button-quiet button-icon',
          type: 'button',
          'aria-label': 'Close details',
          title: 'Close (Esc)',
          on: { click: () => context.close() },
        },
        icon('close', { width: 14, height: 14 }),
      ),
    ]),
    h(
      'div',
      {
        key: `${selection.kind}:${selection.id}`,
        class: 'panel-body details-body',
        tabindex: 0,
        role: 'region',
        'aria-label': `Details of ${name}`,
      },
      context.phase === 'past' && ofThePast(context),
      thing && selection.kind === 'stream' && context.phase !== 'past' && acts(thing),
      body,
    ),
  ]);
}

function ofThePast({ present }) {
  return h('p', { key: 'past', class: 'notice notice-quiet details-page' }, [
    'This is the past: nothing can be done to it. ',
    h('button', { key: 'now', class: 'link', type: 'button', on: { click: present } }, 'Back to now'),
  ]);
}

function acts(stream) {
  return h('div', { key: 'acts', class: 'details-page details-acts' }, [
    ...pausing({ stream }),
    h('a', { key: 'page', class: 'button', href: `/streams/${stream.id}` }, 'Everything else on its page'),
  ]);
}
