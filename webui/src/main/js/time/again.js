// What cannot be told now and perhaps can in a moment is asked for once more after a while.
const AFTER = 5000;

/** Whether it may be otherwise when it is asked for again: nobody answered, or something behind whoever did is away. */
export function mayPass(problem) {
  return problem != null && (problem.status === 0 || problem.status >= 500);
}

/** Answers what hears of each problem; however many there are, run is called once. */
export function again(run, { setTimeout }) {
  let timer = null;
  return (problem) => {
    if (timer !== null || !mayPass(problem)) return;
    timer = setTimeout(() => {
      timer = null;
      run();
    }, AFTER);
  };
}
