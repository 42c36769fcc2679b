// The page of registered databases.
import { DatabasesPage } from './database/databasesPage.js';

new DatabasesPage();
