// Long enough to be read.
const LEAST = 3000;
const PER_LETTER = 70;

export function toast(text) {
  const place = document.getElementById('toasts');
  const shown = document.createElement('div');
  shown.className = 'toast';
  shown.textContent = text;
  place.append(shown);
  setTimeout(() => shown.remove(), Math.max(LEAST, text.length * PER_LETTER));
}

export async function copy(text, what) {
  const copied = await navigator.clipboard?.writeText(text).then(
    () => true,
    () => false,
  );
  toast(copied || copiedByHand(text) ? `${what} copied` : 'The browser does not allow copying here');
}

// Without TLS browsers have no clipboard but that of a selection. What is not in an open dialog cannot be selected.
function copiedByHand(text) {
  const before = document.activeElement;
  const place = document.createElement('textarea');
  place.className = 'visually-hidden';
  place.value = text;
  (before?.closest('dialog') ?? document.body).append(place);
  place.select();
  const copied = document.execCommand('copy');
  place.remove();
  before?.focus();
  return copied;
}
