// How the server of the target reaches the source, where that is not as we do.
import { wrongPort as noPort } from '../database/port.js';

export const WAYS = ['host', 'port', 'sslMode', 'rootCertificate', 'passfile'];

/** Nothing is said: as the source is registered. */
export const asRegistered = Object.freeze(Object.fromEntries(WAYS.map((name) => [name, ''])));

export function isSaid(way) {
  return WAYS.some((name) => way[name] !== '');
}

/** Why the port cannot be meant; all else is for the API to judge. */
export function wrongPort({ port }) {
  return noPort(port);
}

/** What the API is told; nothing where all is as registered. */
export function wayBody(way) {
  const said = Object.entries(way).filter(([, value]) => value !== '');
  if (said.length === 0) return null;
  return Object.fromEntries(said.map(([name, value]) => [name, name === 'port' ? Number(value) : value]));
}
