// Says whether what is shown is what is.
import { patch } from '../dom/patch.js';
import { localTime, utc } from '../format/time.js';

export function renderLiveState(place, phase, generatedAt, now) {
  const at = generatedAt ? localTime(generatedAt, now) : null;
  place.dataset.phase = phase.name;
  place.title = generatedAt ? `As of ${utc(generatedAt)}` : '';
  patch(place, [words[phase.name]?.(at) ?? phase.name]);
}

const words = {
  connecting: () => 'Connecting',
  live: () => 'Live',
  reconnecting: (at) => (at ? `Reconnecting, shown as of ${at}` : 'Reconnecting'),
  over: () => 'Signed out',
};
