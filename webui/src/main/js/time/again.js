// What cannot be told now and perhaps can in a moment is asked for once more, at growing intervals.
import { backoff } from '../live/backoff.js';

const FIRST = 3;

/** Whether it may be otherwise when it is asked for again: nobody answered, or something behind whoever did is away. */
export function mayPass(problem) {
  return problem != null && (problem.status === 0 || problem.status >= 500);
}

/** Answers what hears of each problem; however many there are, run is called once. */
export function again(run, { setTimeout, random }) {
  let timer = null;
  let attempt = FIRST;
  return (problem) => {
    if (!mayPass(problem)) {
      attempt = FIRST;
      return;
    }
    if (timer !== null) return;
    timer = setTimeout(
      () => {
        timer = null;
        run();
      },
      backoff(attempt++, random),
    );
  };
}
