// Only the answer to the latest question counts: what was asked before it is about something else by now.

/** ask(value) answers in its time; take(to, answer) hears of it, unless it was asked again or forgotten meanwhile. */
export function latest(ask, take) {
  let turn = 0;
  const question = async (to, value) => {
    const mine = ++turn;
    const answer = await ask(value);
    if (mine === turn) take(to, answer);
  };
  question.forget = () => {
    turn++;
  };
  return question;
}
