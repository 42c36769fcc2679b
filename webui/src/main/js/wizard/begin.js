// Asks for a stream to be made. Should the answer be lost on its way, what was begun is looked for, so that nobody begins it twice.
import { ask } from '../session/api.js';

/**
 * Answers {begun} or {problem, lost}. lost: of an answer that did not come, what the next try of the same has to be given, so as to
 * find what may have been begun.
 */
export async function begin(wanted, lost = null, request = ask) {
  const before = await newest(wanted, request);
  if (before.problem) return { problem: before.problem, lost };
  if (lost && isNew(before, lost.newest)) return { begun: before.operation };
  const { body, problem } = await request('POST', '/api/replication/streams', wanted);
  if (body) return { begun: body };
  if (!isLost(problem)) return { problem, lost: null };
  const known = before.operation?.id;
  const after = await newest(wanted, request);
  return isNew(after, known) ? { begun: after.operation } : { problem, lost: { newest: known } };
}

// Of a gateway in between, too, nobody knows how far it came.
function isLost({ status }) {
  return status === 0 || status === 502 || status === 504;
}

function isNew({ operation }, known) {
  return operation !== undefined && operation.id !== known;
}

async function newest({ sourceId, targetId }, request) {
  const { body, problem } = await request('GET', `/api/operations?kind=stream.create&subject=database:${targetId}`);
  const operation = body?.items.find(({ subjects }) => subjects.includes(`database:${sourceId}`));
  return problem ? { problem } : { operation };
}
