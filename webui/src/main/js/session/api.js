// Requests to the API. Answers {status, body} or {problem}; a session that is over leads to the sign-in.
import { problemOf, unreachable } from './problem.js';
import { csrfToken, goToLogin } from './session.js';

export async function ask(method, path, body) {
  const headers = { Accept: 'application/json' };
  if (method !== 'GET') headers['X-CSRF-Token'] = csrfToken();
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const request = { method, headers, body: body === undefined ? undefined : JSON.stringify(body) };
  const response = await fetch(path, request).catch(() => null);
  if (!response) return { problem: unreachable };
  if (!response.ok) {
    const problem = await problemOf(response);
    if (response.status === 401) goToLogin();
    return { problem };
  }
  const read = response.status === 204 ? null : await response.json().catch(() => null);
  return { status: response.status, body: read };
}
