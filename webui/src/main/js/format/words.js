// States in plain words, each with the tone and the shape it is shown in.
const nodeStates = {
  connected: { word: 'connected', tone: 'ok', sign: 'ok' },
  disconnected: { word: 'unreachable', tone: 'bad', sign: 'cross' },
  // That nobody looks says nothing about whether it runs.
  unwatched: { word: 'not watched', tone: 'warn', sign: 'dash' },
  pending: { word: 'waiting for the first look', tone: 'busy', sign: 'clock' },
  unregistered: { word: 'not registered', tone: 'idle', sign: 'ghost' },
};

const streamStates = {
  active: { word: 'streaming', tone: 'ok', sign: 'ok' },
  syncing: { word: 'copying', tone: 'busy', sign: 'sync' },
  inactive: { word: 'not running', tone: 'warn', sign: 'pause' },
  error: { word: 'failing', tone: 'bad', sign: 'alarm' },
};

const unknown = { word: 'unknown', tone: 'idle', sign: 'dash' };

export function isUnwatched(thing) {
  return thing?.status === 'disconnected' && thing.error?.code === 'not_polled';
}

export function isUnreachable(thing) {
  return thing?.status === 'disconnected' && !isUnwatched(thing);
}

/** What the status of a database, a server or a stream is, with what is not watched told apart from what does not answer. */
export function statusOf(thing) {
  return isUnwatched(thing) ? 'unwatched' : thing?.status;
}

export function nodeState(node) {
  return nodeStates[statusOf(node)] ?? unknown;
}

// A server reads the same words as its databases.
export const serverState = nodeState;

export function streamState(stream) {
  // Not running because an end cannot be seen is a consequence, not a finding of its own.
  if (stream.status === 'inactive' && stream.stale) return { word: 'an end is not seen', tone: 'idle', sign: 'dash' };
  return streamStates[stream.status] ?? unknown;
}

const matches = {
  proven: 'Proven: the evidence fits these two ends and no others.',
  inferred: 'Inferred: one end was worked out from names and addresses; the other has not confirmed it.',
  ambiguous: 'Ambiguous: more than one database fits one of the ends. Register the right one to settle it.',
};

export function matchInWords(match) {
  return matches[match] ?? 'It is not known how the two ends were matched.';
}

const providers = {
  rds: 'RDS',
  aurora: 'Aurora',
  cloudsql: 'Cloud SQL',
  aws: 'AWS',
  gcp: 'GCP',
  azure: 'Azure',
  'self-hosted': 'self-hosted',
};

export function providerName(key) {
  return key ? (providers[key] ?? key) : null;
}

const tableStates = {
  initial: 'waiting to be copied',
  copying: 'copying',
  copied: 'copied, catching up',
  synchronized: 'synchronized',
  ready: 'streaming',
};

export function tableState(key) {
  return tableStates[key] ?? key;
}

const slotStates = {
  reserved: 'reserved',
  extended: 'extended: beyond max_wal_size, still kept',
  unreserved: 'unreserved: its WAL may be removed at the next checkpoint',
  lost: 'lost: its WAL is gone',
};

export function slotState(key) {
  return key ? (slotStates[key] ?? key) : null;
}
