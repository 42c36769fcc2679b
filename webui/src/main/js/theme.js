// Loaded before anything is drawn, so that a page never flashes in the wrong theme.
import { showTheme, storedTheme } from './shell/theme.js';

showTheme(storedTheme());
