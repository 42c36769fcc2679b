// The page of one database: as it is registered, or to be registered.
import { DatabasePage } from './database/databasePage.js';

const id = location.pathname.split('/').pop();
new DatabasePage(id === 'new' ? null : id);
