// Browsers take so many changes of the address in a time and refuse what comes faster: the first at once, then the latest.
const PAUSE = 400;

export function paced(write) {
  let latest = null;
  let timer = null;
  let last = -Infinity;
  const run = () => {
    timer = null;
    last = performance.now();
    write(...latest);
  };
  return (...values) => {
    latest = values;
    if (timer !== null) return;
    const wait = last + PAUSE - performance.now();
    if (wait <= 0) run();
    else timer = setTimeout(run, wait);
  };
}
