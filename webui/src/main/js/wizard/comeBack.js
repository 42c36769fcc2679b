// The ways into a new stream, and back to one from registering an end of it: the draft waits behind the # meanwhile.
import { h } from '../dom/h.js';

const PLACE = '/streams/new';
const ENDS = ['source', 'target'];

function wanted({ search }) {
  const end = new URLSearchParams(search).get('then');
  return ENDS.includes(end) ? end : null;
}

/** Where somebody goes who registers a database; the draft as it stands in the address of the wizard. */
export function toRegister(end, draft) {
  return `/databases/new?then=${end}#${draft}`;
}

/** The link back to the new stream, for who registers an end of it. */
export function comeFrom(location) {
  return wanted(location) && { href: PLACE + location.hash, name: 'New stream' };
}

/** Where to go with what was registered: to the new stream that needs it, or else to all databases. */
export function afterRegistration(location, { id }) {
  const end = wanted(location);
  if (!end) return '/databases';
  const draft = new URLSearchParams(location.hash.slice(1));
  draft.set(end, id);
  return `${PLACE}#${draft}`;
}

export function newStream() {
  return h('a', { key: 'new-stream', class: 'button', href: PLACE }, 'New stream');
}

export function newStreamFrom(id) {
  return h(
    'a',
    { key: 'new-stream', class: 'button', href: `${PLACE}?source=${encodeURIComponent(id)}` },
    'New stream from here',
  );
}
