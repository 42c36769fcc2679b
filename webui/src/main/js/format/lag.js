// Lag as one short phrase: bytes say how much is missing, seconds how old what arrived is; neither alone is the truth.
import { bytes, exactBytes } from './bytes.js';
import { duration, exactSeconds } from './duration.js';

export function lag({ lagBytes, lagSeconds }) {
  if (lagBytes == null && lagSeconds == null) return 'lag unknown';
  if (lagBytes == null) return duration(lagSeconds);
  if (lagSeconds == null) return bytes(lagBytes);
  return `${bytes(lagBytes)} · ${duration(lagSeconds)}`;
}

export function exactLag({ lagBytes, lagSeconds }) {
  return `Lag: ${exactBytes(lagBytes)}, ${exactSeconds(lagSeconds)}`;
}
