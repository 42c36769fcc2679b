// Says whether what is shown is what is.
import { patch } from '../dom/patch.js';
import { localTime, otherTime } from '../format/time.js';

export function renderLiveState(place, phase, generatedAt, now) {
  const moment = phase.late ? phase.at : (generatedAt ?? phase.at);
  const at = moment ? localTime(moment, now) : null;
  place.dataset.phase = phase.name;
  place.title = moment ? `As of ${otherTime(moment)}` : '';
  patch(place, [words[phase.name]?.(at, phase) ?? phase.name]);
}

const words = {
  connecting: () => 'Connecting',
  live: () => 'Live',
  past: (at, { late, problem }) => {
    if (problem) return 'The past, not known';
    return late ? 'Looking it up' : `The past, ${at}`;
  },
  reconnecting: (at) => (at ? `Reconnecting, shown as of ${at}` : 'Reconnecting'),
  over: () => 'Signed out',
};
