// The settings page.
import { SettingsPage } from './settings/settingsPage.js';

new SettingsPage();
