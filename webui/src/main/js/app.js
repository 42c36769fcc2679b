// On every page: theme, account menu, sign-out, shortcuts.
import { showShortcuts } from './keys/help.js';
import { listen } from './keys/press.js';
import { signOut } from './session/session.js';
import { connectThemeToggle } from './shell/theme.js';
import { toast } from './shell/toast.js';

connectThemeToggle(document.querySelector('[data-theme-toggle]'));
document.querySelector('[data-sign-out]')?.addEventListener('click', async () => {
  if (await signOut()) location.assign('/login');
  else toast('Signing out did not work; the server could not be reached or refused');
});

// What is barred while it has the focus keeps that, and does nothing.
function hold(event) {
  if (!event.target.closest?.('[aria-disabled="true"]')) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}
document.addEventListener('click', hold, { capture: true });

const { page } = document.body.dataset;
const help = document.querySelector('[data-shortcuts]');
help?.addEventListener('click', () => showShortcuts(page));
// Nobody is signed in without that button, and there is nowhere to go.
if (help) listen(page, { help: () => showShortcuts(page), go: ({ to }) => location.assign(to) });

const menu = document.querySelector('.menu');
document.addEventListener('click', (event) => {
  if (menu?.open && !menu.contains(event.target)) menu.open = false;
});
menu?.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !menu.open) return;
  menu.open = false;
  menu.querySelector('summary').focus();
});
