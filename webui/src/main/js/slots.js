// The page of slots, and of what nobody uses any more.
import { SlotsPage } from './slot/slotsPage.js';

new SlotsPage();
