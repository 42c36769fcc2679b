// On a page that could not be given for the moment: gives it as soon as it can be had.
import { backoff } from './live/backoff.js';

const PATIENCE = 15_000;
// Of ours, and of a proxy before it.
const PASSING = [502, 503, 504];

// Loaded anew and not gone to, since what stands behind the # in the address would be lost.
document.querySelector('[data-again]')?.addEventListener('click', (event) => {
  event.preventDefault();
  location.reload();
});

async function lookAgain(attempt) {
  try {
    const { status } = await fetch(location.href, {
      headers: { accept: 'text/html' },
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (!PASSING.includes(status)) return location.reload();
  } catch {
    // Nobody answers yet.
  }
  later(attempt + 1);
}

function later(attempt) {
  setTimeout(() => void lookAgain(attempt), backoff(attempt, Math.random));
}

later(1);
