// The dashboard: is replication healthy, what is wrong and what to do, then every database with what it holds.
import { DashboardPage } from './dashboard/dashboardPage.js';

new DashboardPage();
