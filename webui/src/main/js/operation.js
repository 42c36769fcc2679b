// The page of one operation.
import { OperationPage } from './operation/operationPage.js';

new OperationPage(location.pathname.split('/').pop());
