// The moment that is looked at lives in the address, so that a colleague can be sent to the same.
import { paced } from '../page/paced.js';

/** null where it names none, and no number where what it names cannot be read. */
export function readMoment(search) {
  const named = new URLSearchParams(search).get('at');
  return named === null ? null : Date.parse(named);
}

export function withMoment(address, at) {
  const url = new URL(address);
  if (at === null) url.searchParams.delete('at');
  else url.searchParams.set('at', new Date(at).toISOString().replace(/:00\.000Z$/, 'Z'));
  return url;
}

export const writeMoment = paced((at) => history.replaceState(null, '', withMoment(location.href, at)));
