// On a page that could not be given for the moment: gives it as soon as it can be had.
import { backoff } from './live/backoff.js';

async function lookAgain(attempt) {
  try {
    const { status } = await fetch(location.href, { headers: { accept: 'text/html' }, redirect: 'manual' });
    if (status !== 503) return location.reload();
  } catch {
    // Nobody answers yet.
  }
  later(attempt + 1);
}

function later(attempt) {
  setTimeout(() => void lookAgain(attempt), backoff(attempt, Math.random));
}

later(1);
