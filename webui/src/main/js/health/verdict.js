// The answer to "is replication healthy?" in a few words.
import { count } from '../format/count.js';
import { isBlind } from './problems.js';

export function verdict({ servers, nodes, streams }, problems) {
  if (isBlind(servers))
    return {
      tone: 'warn',
      sign: 'alarm',
      title: 'Nobody is watching',
      note: 'No monitor reports: what is shown is how it was last seen',
    };
  const bad = problems.filter(({ tone }) => tone === 'bad').length;
  const rest = problems.length - bad;
  if (bad > 0)
    return {
      tone: 'bad',
      sign: 'alarm',
      title: `${count(bad, 'failure')}${rest ? `, ${count(rest, 'warning')}` : ''}`,
      note: problems[0].title,
    };
  if (rest > 0) return { tone: 'warn', sign: 'alarm', title: count(rest, 'warning'), note: problems[0].title };
  const copying = [...streams.values()].filter(({ status }) => status === 'syncing').length;
  if (copying > 0)
    return {
      tone: 'busy',
      sign: 'sync',
      title: 'Healthy, copying',
      note: `${count(copying, 'stream')} in the initial copy`,
    };
  if (streams.size === 0)
    return {
      tone: 'idle',
      sign: 'dash',
      title: 'Nothing replicates yet',
      note:
        nodes.size === 0 ? 'No database is registered' : `${count(nodes.size, 'database')} and no stream between them`,
    };
  return {
    tone: 'ok',
    sign: 'ok',
    title: 'Replication is healthy',
    note: streams.size === 1 ? 'The one stream runs' : `All ${streams.size} streams run`,
  };
}

/** The stream that is furthest behind, by time where it is known, else by bytes. */
export function furthestBehind(streams) {
  let worst = null;
  for (const stream of streams.values()) {
    if (stream.lagBytes == null && stream.lagSeconds == null) continue;
    if (!worst || behind(stream, worst) > 0) worst = stream;
  }
  return worst;
}

function behind(a, b) {
  return (a.lagSeconds ?? -1) - (b.lagSeconds ?? -1) || (a.lagBytes ?? -1) - (b.lagBytes ?? -1);
}
