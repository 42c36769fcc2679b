// Waits that double up to a limit, of which a random half is taken off, so that browsers do not return in step after
// the server restarted.
const FIRST = 500;
const LONGEST = 15_000;

export function backoff(attempt, random) {
  const wait = Math.min(LONGEST, FIRST * 2 ** Math.min(attempt, 10));
  return Math.round(wait / 2 + (wait / 2) * random());
}
