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

const NEAR = 3;

export const CHARTS = [
  {
    id: 'lag-bytes',
    title: 'Behind, in bytes',
    format: bytes,
    now: (stream) => stream.lagBytes,
    steps: BYTE_STEPS,
    series: [
      { label: 'Most', tone: 'accent', fill: true, of: (b) => b.lagBytes?.max },
      { label: 'Average', tone: 'flow', of: (b) => b.lagBytes?.avg },
      { label: 'Warned of, if it is late', tone: 'warn', dash: [2, 4], of: (_, t) => t?.lagBytes, line: true },
    ],
  },
  {
    id: 'lag-seconds',
    title: 'Behind, by time',
    format: duration,
    now: (stream) => stream.lagSeconds,
    steps: TIME_STEPS,
    series: [
      { label: 'Most', tone: 'accent', fill: true, of: (b) => b.lagSeconds?.max },
      { label: 'Average', tone: 'flow', of: (b) => b.lagSeconds?.avg },
      { label: 'Warned of, if it is much', tone: 'warn', dash: [2, 4], of: (_, t) => t?.lagSeconds, line: true },
    ],
  },
  {
    id: 'wal-kept',
    title: 'WAL kept on the source',
    format: bytes,
    now: (stream) => stream.retainedWalBytes,
    steps: BYTE_STEPS,
    series: [
      { label: 'Kept', tone: 'busy', fill: true, of: (b) => b.retainedWalBytes?.max },
      { label: 'Warned of', tone: 'warn', dash: [2, 4], of: (_, t) => t?.retainedWalBytes, line: true },
      { label: 'Lost beyond', tone: 'bad', dash: [6, 4], of: (b) => limit(b) },
    ],
  },
];

/** What is kept and what may still come: where the slot is lost, if there is such a limit. */
function limit({ retainedWalBytes, safeBytes }) {
  return retainedWalBytes && safeBytes ? retainedWalBytes.max + safeBytes.min : null;
}

/** A line that lies far above all that was would press the course flat: the legend tells of it instead. */
export function worthDrawing({ buckets, thresholds }, series) {
  const most = Math.max(0, ...series.filter(({ line }) => !line).flatMap(({ of }) => buckets.map((b) => of(b) ?? 0)));
  return series.map(({ line, of }) => !line || (of({}, thresholds) ?? Infinity) <= most * NEAR);
}

/** What the legend says of lines that are not drawn, and why; null of those that are. */
export function untold(course, { series, format }) {
  const drawn = worthDrawing(course, series);
  return series.map(({ label, of }, i) => {
    if (drawn[i]) return null;
    const value = of({}, course.thresholds);
    return value == null ? `${label}: never` : `${label}: from ${format(value)}, far above and so not drawn`;
  });
}

/** For those who cannot see the chart, and for all at a glance. stream: as it is now, if that is within what is shown. */
export function courseInWords({ buckets, thresholds }, { series, format, now }, stream) {
  const current = stream && !stream.stale ? now(stream) : null;
  const known = [...buckets.map(series[0].of), current].filter((value) => value != null);
  if (known.length === 0) return 'unknown';
  const warned = series.find(({ line }) => line)?.of({}, thresholds);
  return [
    `up to ${format(Math.max(...known))}`,
    current != null && `now ${format(current)}`,
    warned != null && `warned of from ${format(warned)}`,
  ]
    .filter(Boolean)
    .join(', ');
}

/**
 * Buckets that are missing are gaps, not lines from edge to edge; a threshold holds all the same, from one edge of the window to the
 * other.
 */
export function columns({ window: [from, to], buckets, pace, thresholds }, series) {
  const times = [];
  const values = series.map(() => []);
  const put = (at, bucket = null) => {
    times.push(at);
    series.forEach(({ of, line }, i) => values[i].push(bucket || line ? (of(bucket ?? {}, thresholds) ?? null) : null));
  };
  let last = null;
  const skip = (at) => {
    if (at - (last ?? from) <= pace * 2.5) return;
    put(last === null ? from : last + pace);
  };
  for (const bucket of buckets) {
    const at = Date.parse(bucket.at) / 1000;
    skip(at);
    put(at, bucket);
    last = at;
  }
  skip(to);
  if (last === null || to - last > pace * 2.5) put(to);
  return [times, ...values];
}
