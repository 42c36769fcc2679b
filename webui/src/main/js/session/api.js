// Requests to the API. Answers {status, body} or {problem}; a session that is over leads to the sign-in.
import { problemOf, unreachable } from './problem.js';
import { csrfToken, goToLogin } from './session.js';

/** more: headers such as If-Match; a body that is text goes out as it is, with a Content-Type among them. */
export async function ask(method, path, body, more = {}) {
  const headers = { Accept: 'application/json' };
  if (method !== 'GET') headers['X-CSRF-Token'] = csrfToken();
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  Object.assign(headers, more);
  const written = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const request = { method, headers, body: written };
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
