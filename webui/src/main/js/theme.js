// Loaded before anything is drawn, so that a page never flashes in the wrong theme.
import { showTimes, storedTimes } from './shell/times.js';
import { showTheme, storedTheme } from './shell/theme.js';

showTheme(storedTheme());
showTimes(storedTimes());
