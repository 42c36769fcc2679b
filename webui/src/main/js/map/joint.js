// Draws many streams between the same two ends as one: in the worst of their states, with the largest lag.
import { h } from '../dom/h.js';
import { count } from '../format/count.js';
import { exactLag } from '../format/lag.js';
import { streamState } from '../format/words.js';
import { spokesman } from './groups.js';
import { labelBody, labelText, linePaths } from './stream.js';

export function jointLine(joint, route, look) {
  const flows = joint.streams.some((stream) => look.flows(stream));
  return h(
    'g',
    { class: 'stream', 'data-type': joint.type, 'data-joint': true, 'data-pick': pickOf(joint), ...marks(joint, look) },
    linePaths(joint.type, route, flows),
  );
}

export function jointLabel(joint, at, look) {
  const worst = spokesman(joint.streams);
  const state = streamState(worst);
  const many = joint.streams.length > 1 ? `${joint.streams.length} · ` : '';
  const text = `${many}${labelText(worst, state)}`;
  const { width, parts, height } = labelBody(text, state, look);
  return h(
    'g',
    {
      class: 'stream-label',
      role: 'button',
      tabindex: -1,
      'data-item': `joint:${joint.id}`,
      'data-pick': pickOf(joint),
      'aria-label': `${text}: ${count(joint.streams.length, 'stream')} in one line, the worst is ${worst.name}, ${state.word}`,
      transform: `translate(${at.x - width / 2},${at.y - height / 2})`,
      ...marks(joint, look),
    },
    [
      h(
        'title',
        {},
        `${count(joint.streams.length, `${joint.type} stream`)}\nWorst: ${worst.name}, ${state.word}\n${exactLag(worst)}`,
      ),
      parts,
    ],
  );
}

function pickOf({ streams }) {
  return `stream:${spokesman(streams).id}`;
}

function marks({ streams }, look) {
  return {
    'data-tone': streamState(spokesman(streams)).tone,
    'data-stale': String(streams.every(({ stale }) => stale)),
    'data-affected': String(streams.every(({ id }) => look.affected.streams.has(id))),
    'data-selected': String(streams.some(({ id }) => look.isSelected('stream', id))),
    'data-dim': String(streams.every((stream) => look.isDim('stream', stream))),
  };
}
