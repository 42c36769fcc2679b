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
  try {
    await navigator.clipboard.writeText(text);
    toast(`${what} copied`);
  } catch {
    toast('The browser does not allow copying here');
  }
}
