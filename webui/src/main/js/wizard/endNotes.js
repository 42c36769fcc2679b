// What is to be known of the chosen ends before anybody asks them.
import { h } from '../dom/h.js';
import { isUnreachable } from '../format/words.js';

export function notesOnEnds({ source, target, draft, gone, state }) {
  const notice = (key, text, look = '') => h('p', { key, class: `notice ${look}` }, text);
  const there = [...state.streams.values()].filter(
    (stream) => stream.type === 'logical' && stream.sourceId === draft.source && stream.targetId === draft.target,
  );
  return [
    gone.map((which) =>
      notice(
        `gone:${which}`,
        `The ${which} that this address names is not registered, or not any more. Choose another.`,
        'notice-bad',
      ),
    ),
    draft.source &&
      draft.source === draft.target &&
      notice(
        'same',
        'Source and target are the same database, and none can feed itself. Choose another for one of them.',
        'notice-bad',
      ),
    source?.server?.role === 'standby' &&
      notice(
        'standby',
        `${source.name} is a standby: nothing can be published there. Choose its primary as the source.`,
        'notice-bad',
      ),
    target?.server?.role === 'standby' &&
      notice(
        'reader',
        `${target.name} is a standby: nothing can be written there. Choose its primary as the target.`,
        'notice-bad',
      ),
    [source, target]
      .filter(isUnreachable)
      .map((end) =>
        notice(`away:${end.id}`, `${end.name} cannot be reached: ${end.error?.message ?? 'nobody knows why'}.`),
      ),
    draft.source &&
      draft.source !== draft.target &&
      there.length > 0 &&
      notice(
        'there',
        [
          'There is a stream between them already: ',
          there
            .map((stream) => h('a', { key: stream.id, href: `/streams/${stream.id}` }, stream.name))
            .flatMap((link, i) => (i > 0 ? [', ', link] : [link])),
          '. Another needs tables of its own.',
        ],
        'notice-quiet',
      ),
  ];
}
