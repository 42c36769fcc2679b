// What is drawn of a stream's course, out of the buckets that the server answers.
import { bytes } from '../format/bytes.js';
import { duration } from '../format/duration.js';

// Where a person would put the lines: round in the unit that is written.
const BYTE_STEPS = [0, 1, 2, 3, 4].flatMap((unit) =>
  [1, 2, 5, 10, 20, 50, 100, 200, 500].map((step) => step * 1024 ** unit),
);
const TIME_STEPS = [
  0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200,
  14_400, 21_600, 43_200, 86_400, 172_800, 432_000, 864_000, 2_592_000,
];

export const CHARTS = [
  {
    id: 'lag-bytes',
    title: 'Behind, in bytes',
    format: bytes,
    steps: BYTE_STEPS,
    series: [
      { label: 'Most', tone: 'accent', fill: true, of: (b) => b.lagBytes?.max },
      { label: 'Average', tone: 'flow', of: (b) => b.lagBytes?.avg },
    ],
  },
  {
    id: 'lag-seconds',
    title: 'Behind, by time',
    format: duration,
    steps: TIME_STEPS,
    series: [
      { label: 'Most', tone: 'accent', fill: true, of: (b) => b.lagSeconds?.max },
      { label: 'Average', tone: 'flow', of: (b) => b.lagSeconds?.avg },
    ],
  },
  {
    id: 'wal-kept',
    title: 'WAL kept on the source',
    format: bytes,
    steps: BYTE_STEPS,
    series: [
      { label: 'Kept', tone: 'busy', fill: true, of: (b) => b.retainedWalBytes?.max },
      { label: 'Lost beyond', tone: 'bad', dash: [6, 4], of: (b) => limit(b) },
    ],
  },
];

/** What is kept and what may still come: where the slot is lost, if there is such a limit. */
function limit({ retainedWalBytes, safeBytes }) {
  return retainedWalBytes && safeBytes ? retainedWalBytes.max + safeBytes.min : null;
}

/** Buckets that are missing are gaps, not lines from edge to edge. */
export function columns({ buckets, pace }, series) {
  const times = [];
  const values = series.map(() => []);
  let last = null;
  for (const bucket of buckets) {
    const at = Date.parse(bucket.at) / 1000;
    if (last !== null && at - last > pace * 2.5) {
      times.push(last + pace);
      values.forEach((each) => each.push(null));
    }
    times.push(at);
    series.forEach(({ of }, i) => values[i].push(of(bucket) ?? null));
    last = at;
  }
  return [times, ...values];
}
