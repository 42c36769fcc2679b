export function toast(text) {
  const place = document.getElementById('toasts');
  const shown = document.createElement('div');
  shown.className = 'toast';
  shown.textContent = text;
  place.append(shown);
  setTimeout(() => shown.remove(), 3000);
}

export async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
    toast(`${what} copied`);
  } catch {
    toast('The browser does not allow copying here');
  }
}
