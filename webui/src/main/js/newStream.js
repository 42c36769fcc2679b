// The page on which a stream is made, from its two ends to its first change.
import { WizardPage } from './wizard/wizardPage.js';

new WizardPage();
