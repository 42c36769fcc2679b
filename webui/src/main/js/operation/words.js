// Operations in plain words, each state with the tone and the shape it is shown in.
const kinds = {
  'stream.create': 'Create a stream',
  'stream.pause': 'Pause a stream',
  'stream.resume': 'Resume a stream',
  'stream.refresh': 'Refresh a subscription',
  'stream.change': 'Change a stream',
  'stream.resync': 'Copy a table again',
  'stream.skip': 'Skip a transaction',
  'stream.adopt': 'Adopt a stream',
  'stream.reconnect': 'Give a connection',
  'stream.remove': 'Remove a stream',
  'slot.remove': 'Remove a slot',
  'publication.remove': 'Remove a publication',
  'origin.remove': 'Remove an origin',
};

export const kindsOfOperations = Object.keys(kinds);

export function kindInWords(kind) {
  return kinds[kind] ?? kind;
}

const states = {
  pending: { word: 'waiting', tone: 'idle', sign: 'clock' },
  running: { word: 'running', tone: 'busy', sign: 'sync' },
  succeeded: { word: 'done', tone: 'ok', sign: 'ok' },
  undone: { word: 'failed, undone', tone: 'warn', sign: 'back' },
  cancelled: { word: 'cancelled', tone: 'idle', sign: 'dash' },
  failed: { word: 'failed, something is left', tone: 'bad', sign: 'alarm' },
};

const unknown = { word: 'unknown', tone: 'idle', sign: 'dash' };

export function operationState({ status, cancelled, error }) {
  if (status === 'running' && (cancelled || error)) return { word: 'going back', tone: 'warn', sign: 'back' };
  return states[status] ?? unknown;
}

const steps = {
  pending: { word: 'to do', tone: 'idle', sign: 'dash' },
  running: { word: 'at work', tone: 'busy', sign: 'sync' },
  done: { word: 'done', tone: 'ok', sign: 'ok' },
  failed: { word: 'failed', tone: 'bad', sign: 'cross' },
  undone: { word: 'undone', tone: 'idle', sign: 'back' },
  left: { word: 'left behind', tone: 'bad', sign: 'alarm' },
};

export function stepState({ status }) {
  return steps[status] ?? unknown;
}

export function over({ status }) {
  return status !== 'pending' && status !== 'running';
}

/** What waits or runs stops, and what failed is undone once more. */
export function mayCancel({ status, cancelled }) {
  return ((status === 'pending' || status === 'running') && !cancelled) || status === 'failed';
}

export function mayRetry({ status }) {
  return status === 'failed' || status === 'undone' || status === 'cancelled';
}
