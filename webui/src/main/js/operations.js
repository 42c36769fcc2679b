// The page of all operations: the newest first, as they come along.
import { OperationsPage } from './operation/operationsPage.js';

new OperationsPage();
