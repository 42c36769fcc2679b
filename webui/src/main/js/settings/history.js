// How far back history reaches, and for how long it is kept.
import { facts } from '../details/facts.js';
import { h } from '../dom/h.js';
import { duration } from '../format/duration.js';
import { time } from '../format/time.js';

const KEPT =
  'It is kept for as long as the monitor that writes it is told; what is older is dropped in pieces, of six hours to sixteen days.';
const UNTOLD =
  'How long it is kept is set on the monitors; the one that writes it tells so within a minute. Until then this is how far it reaches.';

export function history({ begins, samples, minutes, quarters, kept }) {
  const row = (name, seconds, reach, variable) => [
    name,
    [kept && `kept for ${duration(seconds)} · `, reach],
    { title: `${variable}, on monitors` },
  ];
  const since = (at) => (at ? ['since ', time(at)] : 'nothing is closed yet');
  const map = begins ? ['since ', time(begins)] : 'not written yet';
  return [
    facts('History', [
      row('The map', kept?.quartersSeconds, map, 'PGRM_HISTORY_QUARTER_DAYS'),
      row('Samples', kept?.samplesSeconds, since(samples), 'PGRM_HISTORY_RAW_HOURS'),
      row('Minutes', kept?.minutesSeconds, since(minutes), 'PGRM_HISTORY_MINUTE_DAYS'),
      row('Quarters of an hour', kept?.quartersSeconds, since(quarters), 'PGRM_HISTORY_QUARTER_DAYS'),
    ]),
    h('p', { key: 'words', class: 'faint' }, kept ? KEPT : UNTOLD),
  ];
}
