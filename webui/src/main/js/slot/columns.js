// What the tables of slots and of orphans show.
import { copyButton } from '../details/facts.js';
import { h } from '../dom/h.js';
import { bytes, exactBytes } from '../format/bytes.js';
import { duration, exactSeconds } from '../format/duration.js';
import { time } from '../format/time.js';
import { slotState } from '../format/words.js';
import { removeOrphan, whereOf } from './remove.js';

export function slotColumns({ streams }) {
  return [
    { name: 'Slot', sort: (s) => s.name, cell: named },
    { name: 'Server', sort: (s) => s.serverName, cell: (s) => s.serverName },
    { name: 'Database', sort: (s) => s.database, cell: (s) => s.database ?? 'all, physical' },
    { name: 'Reader', sort: (s) => (s.active ? 1 : 0), cell: (s) => (s.active ? `process ${s.activePid}` : 'nobody') },
    walKept((s) => s.retainedWalBytes),
    forecast,
    { name: 'State', sort: (s) => s.walStatus, cell: (s) => s.invalidationReason ?? slotState(s.walStatus) ?? '–' },
    unreadSince,
    { name: 'Feeds', sort: (s) => streams.get(s.streamId)?.name, cell: (s) => feeds(s, streams.get(s.streamId)) },
  ];
}

export function orphanColumns() {
  return [
    { name: 'Name', sort: (o) => o.name, cell: named },
    { name: 'What', sort: (o) => o.kind, cell: (o) => (o.physical ? `physical ${o.kind}` : o.kind) },
    { name: 'Server', sort: (o) => o.server, cell: (o) => [o.server, o.database].filter(Boolean).join(' / ') },
    walKept((o) => o.retainedBytes),
    forecast,
    unreadSince,
    { name: 'From', sort: (o) => (o.madeHere ? 0 : 1), cell: origin },
    { name: 'Why', sort: (o) => o.why, title: (o) => o.mayBeUsedBy.join('; '), cell: why },
    { name: 'By hand', sort: () => 0, cell: (o) => copyButton('the SQL', o.sql) },
    { name: 'Here', sort: (o) => (o.removable ? 0 : 1), cell: removal },
  ];
}

function named({ name }) {
  return [name, copyButton('the name', name)];
}

function walKept(of) {
  return {
    name: 'WAL kept',
    number: true,
    sort: of,
    title: (row) => exactBytes(of(row)),
    cell: (row) => (of(row) == null ? '–' : bytes(of(row))),
  };
}

const forecast = {
  name: 'Lost in',
  number: true,
  sort: (row) => row.forecast?.secondsUntilLost,
  title: ({ forecast: of }) => of && inFull(of),
  cell: (row) => (row.forecast?.secondsUntilLost == null ? '–' : duration(row.forecast.secondsUntilLost)),
};

function inFull({ secondsUntilLost, growthBytesPerSecond }) {
  const growth = `${bytes(growthBytesPerSecond)} more each second`;
  return secondsUntilLost == null ? growth : `${exactSeconds(secondsUntilLost)}, ${growth}`;
}

const unreadSince = {
  name: 'Unread since',
  sort: (row) => row.inactiveSince,
  cell: (row) => (row.inactiveSince ? time(row.inactiveSince) : '–'),
};

function feeds({ orphaned }, stream) {
  if (stream) return h('a', { href: `/streams/${stream.id}` }, stream.name);
  return orphaned ? h('span', { class: 'badge badge-warn' }, 'nobody that is known') : '–';
}

function origin({ madeHere, leftBy, madeBy }) {
  const operation = leftBy ?? madeBy;
  const words = leftBy ? 'left by a removal' : madeHere ? 'made here' : 'made elsewhere';
  return operation ? h('a', { href: `/operations/${operation}` }, words) : words;
}

function why({ why: reason, mayBeUsedBy }) {
  return h('span', { class: 'wrapped' }, mayBeUsedBy.length > 0 ? `${reason}; ${mayBeUsedBy.join('; ')}` : reason);
}

function removal(orphan) {
  if (!orphan.removable || !orphan.databaseId) return h('span', { class: 'faint' }, 'its server is not seen');
  return h(
    'button',
    {
      class: 'button',
      type: 'button',
      'aria-label': `Remove… ${orphan.kind} ${orphan.name} ${whereOf(orphan)}`,
      on: { click: () => removeOrphan(orphan) },
    },
    'Remove…',
  );
}
