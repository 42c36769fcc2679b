// What a port may be, wherever one is entered.
const LAST = 65535;

/** Why this text is no port; null where it is one, or where nothing is said. */
export function wrongPort(text) {
  const port = text.trim();
  if (port === '') return null;
  if (!/^\d+$/.test(port)) return `“${port}” is no number`;
  return Number(port) >= 1 && Number(port) <= LAST ? null : `“${port}” is no port: it must be between 1 and ${LAST}`;
}
