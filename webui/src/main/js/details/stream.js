import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { bytes, exactBytes, whole } from '../format/bytes.js';
import { count } from '../format/count.js';
import { duration, exactSeconds } from '../format/duration.js';
import { matchInWords, slotState, streamState, tableState } from '../format/words.js';
import { findings, isFound } from './findings.js';
import { errorNotice, facts, link, section, status, timeFact, warning } from './facts.js';

export function streamDetails(stream, { relations, affected, pick, now }) {
  const state = streamState(stream);
  const reason = stream.reason && !isFound(stream, stream.reason) ? stream.reason : null;
  const cause = affected.streams.get(stream.id);
  return {
    kind: stream.type === 'physical' ? 'Physical stream' : 'Logical stream',
    name: stream.name,
    body: [
      h('div', { key: 'tags', class: 'details-tags' }, [
        status(state),
        stream.managed && h('span', { key: 'managed', class: 'badge badge-line' }, 'managed here'),
        stream.stale && h('span', { key: 'stale', class: 'badge badge-warn' }, 'last known state'),
      ]),
      errorNotice(stream.error, now),
      ...findings(stream, now),
      !stream.error && stream.status === 'inactive' && warning(reason),
      cause && warning(`${cause} is unreachable; this is what was last known.`),
      ends(stream, relations, pick),
      readings(stream, reason),
      backfill(stream.backfill),
      position(stream, relations),
      slot(stream),
      tables(stream.tables),
      facts('Definition', [
        ['Publications', stream.publications?.join(', '), { copy: true }],
        ['Subscription', stream.subscription, { copy: true }],
        timeFact('Last heard from', stream.lastSyncAt, now),
      ]),
      section(
        'How the ends were matched',
        h('p', { key: 'words', class: 'plain' }, matchInWords(stream.match)),
        stream.matchReason && h('p', { key: 'why', class: 'plain' }, `Evidence: ${stream.matchReason}.`),
      ),
    ],
  };
}

function ends(stream, relations, pick) {
  const [from, to] = [relations.end(stream, 'source'), relations.end(stream, 'target')];
  return h(
    'div',
    { key: 'ends', class: 'ends' },
    end(from, pick),
    icon('arrow', { width: 14, height: 14 }),
    end(to, pick),
  );
}

function end(target, pick) {
  return h(
    'div',
    { class: 'end' },
    target.server && h('p', { class: 'details-kind', key: 'server' }, target.server),
    link(target.name, target, pick),
  );
}

// Lag that nobody can measure wants a word on why.
function readings({ lagBytes, lagSeconds, retainedWalBytes, forecast, status: running, error }, reason) {
  const why = lagBytes == null && !error && running !== 'inactive' && reason;
  const reading = (name, value, exact) =>
    h(
      'div',
      { key: name, class: 'reading', title: exact },
      h('div', { class: 'reading-name' }, name),
      h('div', { class: 'reading-value' }, value),
    );
  return section(
    'Lag',
    h('div', { class: 'readings' }, [
      reading('Behind', lagBytes == null ? '–' : bytes(lagBytes), exactBytes(lagBytes)),
      reading('By time', lagSeconds == null ? '–' : duration(lagSeconds), exactSeconds(lagSeconds)),
      reading('WAL kept', retainedWalBytes == null ? '–' : bytes(retainedWalBytes), exactBytes(retainedWalBytes)),
    ]),
    why && h('p', { key: 'why', class: 'plain' }, `${capital(why)}.`),
    forecast && h('p', { key: 'forecast', class: 'plain', title: exactHeading(forecast) }, heading(forecast)),
  );
}

// Where the WAL that is kept for it is heading.
function heading({ growthBytesPerSecond: growth, safeBytes, secondsUntilLost }) {
  const grows = growth >= 1 ? `WAL kept grows by ${bytes(growth)} a second` : 'WAL kept does not grow';
  if (secondsUntilLost != null) return `${grows}: the slot is lost in about ${duration(secondsUntilLost)}.`;
  return safeBytes == null ? `${grows}.` : `${grows}; ${bytes(Math.max(safeBytes, 0))} more may be kept.`;
}

function exactHeading({ growthBytesPerSecond: growth, safeBytes, secondsUntilLost }) {
  return [
    growth >= 1 && `${exactBytes(Math.round(growth))} a second`,
    secondsUntilLost != null && `lost in ${exactSeconds(secondsUntilLost)}`,
    safeBytes != null && `${exactBytes(Math.max(safeBytes, 0))} more may be kept`,
  ]
    .filter(Boolean)
    .join('\n');
}

function backfill(progress) {
  if (!progress) return null;
  const { percent, bytesDone, bytesTotal, etaSeconds, bytesPerSecond, stalledSeconds, restarts } = progress;
  return section('Initial copy', [
    h(
      'div',
      {
        class: 'meter',
        role: 'progressbar',
        'aria-label': 'Initial copy',
        'aria-valuenow': Math.floor(percent),
        'aria-valuemin': 0,
        'aria-valuemax': 100,
      },
      h('div', { class: 'meter-fill', css: { width: `${percent}%` } }),
    ),
    h(
      'p',
      { class: 'meter-note' },
      h(
        'span',
        {
          title: [bytesDone, bytesTotal]
            .filter((each) => each != null)
            .map(exactBytes)
            .join(' of '),
        },
        `${percent.toFixed(1)} % · ${bytes(bytesDone)}${bytesTotal == null ? '' : ` of ${bytes(bytesTotal)}`}`,
      ),
      etaSeconds != null && h('span', { title: exactSeconds(etaSeconds) }, `${duration(etaSeconds)} left`),
    ),
    bytesPerSecond > 0 &&
      h(
        'p',
        { key: 'rate', class: 'plain', title: `${exactBytes(Math.round(bytesPerSecond))} a second` },
        `${bytes(bytesPerSecond)} a second.`,
      ),
    stalledSeconds != null &&
      h(
        'p',
        { key: 'stall', class: 'plain', title: exactSeconds(stalledSeconds) },
        `Nothing came for ${duration(stalledSeconds)}.`,
      ),
    restarts > 0 && h('p', { key: 'restarts', class: 'plain' }, `Began anew ${count(restarts, 'time')}.`),
  ]);
}

function position(stream, { servers }) {
  const source = servers.get(stream.sourceServerId);
  const target = servers.get(stream.targetServerId);
  return facts('WAL position', [
    ['Source', source?.walLsn, { mono: true, copy: true }],
    // A logical target writes WAL of its own, which does not compare.
    stream.type === 'physical' && ['Target', target?.walLsn, { mono: true, copy: true }],
  ]);
}

function slot({ slot: name, slotStatus }) {
  return (
    name &&
    facts('Slot', [
      ['Name', name, { copy: true }],
      ['State', slotState(slotStatus)],
    ])
  );
}

function tables(counts) {
  if (!counts?.total) return null;
  const states = Object.entries(counts.byState ?? {}).filter(([, n]) => n > 0);
  return facts('Tables', [
    ['Streaming', `${whole(counts.ready)} of ${whole(counts.total)}`, { strong: true }],
    ...states.filter(([key]) => key !== 'ready').map(([key, n]) => [capital(tableState(key)), whole(n)]),
  ]);
}

function capital(text) {
  return text[0].toUpperCase() + text.slice(1);
}
