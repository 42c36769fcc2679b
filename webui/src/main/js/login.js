// Sign-in by key.
import { h } from './dom/h.js';
import { patch } from './dom/patch.js';
import { afterLogin } from './session/next.js';
import { problemOf, unreachable } from './session/problem.js';

const form = document.getElementById('sign-in');
const key = document.getElementById('key');
const show = document.getElementById('key-show');
const submit = document.getElementById('sign-in-submit');
const notice = document.getElementById('sign-in-error');

show.addEventListener('click', () => {
  const hidden = key.type === 'password';
  key.type = hidden ? 'text' : 'password';
  show.textContent = hidden ? 'Hide' : 'Show';
  show.setAttribute('aria-pressed', hidden);
});

key.addEventListener('input', () => key.removeAttribute('aria-invalid'));

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  // Keys are often pasted with a line end.
  const value = key.value.trim();
  if (!value) return complain({ title: 'Enter the key', detail: '', remedy: '' });
  waiting(true);
  const problem = await signIn(value);
  if (problem) {
    waiting(false);
    complain(problem);
  }
});

async function signIn(value) {
  let response;
  try {
    response = await fetch('/api/auth/login', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ method: 'key', key: value }),
    });
  } catch {
    return unreachable;
  }
  if (!response.ok) return problemOf(response);
  location.replace(afterLogin(location));
  return null;
}

function waiting(yes) {
  submit.disabled = yes;
  submit.textContent = yes ? 'Signing in…' : 'Sign in';
}

function complain({ status, title, detail, remedy, retryAfter }) {
  if (status === 401 || status === undefined) key.setAttribute('aria-invalid', 'true');
  notice.className = `notice ${status === 503 || status === 429 ? '' : 'notice-bad'}`;
  notice.hidden = false;
  patch(notice, [
    h('p', { class: 'notice-title' }, title),
    detail && h('p', {}, detail),
    (remedy || retryAfter) && h('p', { class: 'notice-remedy' }, remedy || `Try again in ${retryAfter} s.`),
  ]);
  key.focus();
  key.select();
}
