// Which versions the ends run, as far as anybody knows.
export function majorOf(end) {
  const major = Number.parseInt(end?.server?.version, 10);
  return Number.isNaN(major) ? null : major;
}

/** A server that was not seen yet is given the benefit of the doubt: the check tells. */
export function knows(major, end) {
  return (majorOf(end) ?? major) >= major;
}
