// The chosen theme: automatic (as the system has it), light or dark.
const KEY = 'pgrm.theme';
const order = ['auto', 'light', 'dark'];
const names = { auto: 'automatic', light: 'light', dark: 'dark' };

export function storedTheme() {
  try {
    const stored = localStorage.getItem(KEY);
    return order.includes(stored) ? stored : 'auto';
  } catch {
    return 'auto'; // Storage is forbidden in this browser.
  }
}

export function showTheme(theme) {
  document.documentElement.dataset.theme = theme;
  document.dispatchEvent(new Event('pgrm:theme'));
}

export function connectThemeToggle(button) {
  const label = () => {
    const theme = storedTheme();
    button.setAttribute('aria-label', `Theme: ${names[theme]}`);
    button.title = `Theme: ${names[theme]}`;
  };
  button.addEventListener('click', () => {
    const next = order[(order.indexOf(storedTheme()) + 1) % order.length];
    try {
      localStorage.setItem(KEY, next);
    } catch {
      // It then lasts for this page only.
    }
    showTheme(next);
    label();
  });
  label();
}
