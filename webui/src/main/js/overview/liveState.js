// Says whether what is shown is what is.
import { patch } from '../dom/patch.js';
import { localTime, otherTime } from '../format/time.js';

export function renderLiveState(place, phase, generatedAt, now) {
  const at = generatedAt ? localTime(generatedAt, now) : null;
  place.dataset.phase = phase.name;
  place.title = generatedAt ? `As of ${otherTime(generatedAt)}` : '';
  patch(place, [words[phase.name]?.(at) ?? phase.name]);
}

const words = {
  connecting: () => 'Connecting',
  live: () => 'Live',
  past: (at) => `The past, ${at ?? 'not known'}`,
  reconnecting: (at) => (at ? `Reconnecting, shown as of ${at}` : 'Reconnecting'),
  over: () => 'Signed out',
};
