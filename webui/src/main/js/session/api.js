// Requests to the API. Answers {status, body} or {problem}; a session that is over leads to the sign-in.
import { problemOf, silent, unheard, unreachable } from './problem.js';
import { csrfToken, goToLogin } from './session.js';

// Longer than the API waits for anybody, as for AWS. What changes something is waited for: nobody would know what came of it.
const PATIENCE = 60_000;

/**
 * more: headers such as If-Match; a body that is text goes out as it is, with a Content-Type among them. patience: how long an
 * answer is waited for that changes nothing, in milliseconds.
 */
export async function ask(method, path, body, more = {}, patience = PATIENCE) {
  const signal = method === 'GET' ? AbortSignal.timeout(patience) : undefined;
  const late = () => signal?.aborted === true;
  const response = await fetch(path, { ...requestOf(method, body, more), signal }).catch(() => null);
  if (!response) return { problem: unanswered(method, late()) };
  if (!response.ok) {
    const problem = await problemOf(response);
    if (response.status === 401) goToLogin();
    return { problem };
  }
  const read = response.status === 204 ? null : await response.json().catch(() => null);
  return late() && read === null ? { problem: silent } : { status: response.status, body: read };
}

function unanswered(method, late) {
  if (method !== 'GET') return unheard;
  return late ? silent : unreachable;
}

function requestOf(method, body, more) {
  const headers = { Accept: 'application/json' };
  if (method !== 'GET') headers['X-CSRF-Token'] = csrfToken();
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const written = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  return { method, headers: { ...headers, ...more }, body: written };
}
