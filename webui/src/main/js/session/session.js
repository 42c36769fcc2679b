import { loginPath } from './next.js';

export function csrfToken() {
  return document.querySelector('meta[name="csrf-token"]')?.content ?? '';
}

export async function signOut() {
  await fetch('/api/auth/logout', { method: 'POST', headers: { 'X-CSRF-Token': csrfToken() } });
  location.assign('/login');
}

/** False only when the server says so; a server that is away has not ended the session. */
export async function sessionLives() {
  const response = await fetch('/api/auth/me', { cache: 'no-store' }).catch(() => null);
  return response?.status !== 401;
}

export function goToLogin() {
  location.assign(loginPath(location));
}
