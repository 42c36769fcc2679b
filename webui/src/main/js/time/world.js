// What travelling through time needs of the browser and of the API; tests have a world of their own.
import { ask } from '../session/api.js';
import { toast } from '../shell/toast.js';
import { writeMoment } from './address.js';

export const browser = {
  search: () => location.search,
  write: writeMoment,
  get: (path) => ask('GET', path),
  say: toast,
  now: () => Date.now(),
  random: Math.random,
  setTimeout: (run, after) => setTimeout(run, after),
  clearTimeout: (id) => clearTimeout(id),
  every: (after, run) => setInterval(() => !document.hidden && run(), after),
};
