// The chosen theme: automatic (as the system has it), light or dark.
const KEY = 'pgrm.theme';
const names = { auto: 'automatic', light: 'light', dark: 'dark' };
const order = Object.keys(names);

/** [theme, words] */
export const THEMES = order.map((theme) => [theme, names[theme][0].toUpperCase() + names[theme].slice(1)]);

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

export function chooseTheme(theme) {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // It then lasts for this page only.
  }
  showTheme(theme);
}

export function connectThemeToggle(button) {
  const label = () => {
    const theme = storedTheme();
    button.setAttribute('aria-label', `Theme: ${names[theme]}`);
    button.title = `Theme: ${names[theme]}`;
  };
  button.addEventListener('click', () => {
    chooseTheme(order[(order.indexOf(storedTheme()) + 1) % order.length]);
  });
  document.addEventListener('pgrm:theme', label);
  label();
}
