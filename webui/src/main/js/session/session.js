import { loginPath } from './next.js';

const PATIENCE = 10_000;

export function csrfToken() {
  return document.querySelector('meta[name="csrf-token"]')?.content ?? '';
}

/** Answers whether the session is over; as long as the server has not said so, it is not. */
export async function signOut() {
  const request = { method: 'POST', headers: { 'X-CSRF-Token': csrfToken() } };
  const response = await fetch('/api/auth/logout', request).catch(() => null);
  const over = Boolean(response) && (response.ok || response.status === 401);
  if (over) forgetTyped();
  return over;
}

/** What was entered and not sent is not for whoever signs in next. */
function forgetTyped() {
  try {
    sessionStorage.clear();
  } catch {
    // Storage is forbidden in this browser, so there is nothing.
  }
}

/** False only when the server says so; a server that is away has not ended the session. */
export async function sessionLives() {
  const signal = AbortSignal.timeout(PATIENCE); // A network that swallows everything must not stop the retries.
  const response = await fetch('/api/auth/me', { cache: 'no-store', signal }).catch(() => null);
  return response?.status !== 401;
}

export function goToLogin() {
  location.assign(loginPath(location));
}
