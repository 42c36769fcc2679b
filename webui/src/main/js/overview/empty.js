// What is shown before anything was registered.
import { copyButton } from '../details/facts.js';
import { h } from '../dom/h.js';

export function emptyState(origin) {
  const command = [
    `curl -X POST ${origin}/api/databases \\`,
    '  -H "Authorization: Bearer $AUTH_KEY" \\',
    '  -H "Content-Type: application/json" \\',
    `  -d '{"name": "orders", "host": "db.example.com", "port": 5432, "database": "orders",`,
    `       "environment": "production", "provider": "self-hosted", "role": "primary",`,
    `       "tlsMode": "require", "credentials": "env:ORDERS"}'`,
  ].join('\n');
  return h('section', { key: 'empty', class: 'panel empty' }, [
    h('h2', { class: 'empty-title' }, 'No database is registered yet'),
    h('p', {}, 'Register one, and its server, its streams and their other ends appear here within a poll interval.'),
    h('div', { key: 'ways', class: 'page-actions' }, [
      h('a', { key: 'new', class: 'button button-primary', href: '/databases/new' }, 'Register a database'),
      h('a', { key: 'import', class: 'button', href: '/databases#import' }, 'Bring in a list'),
      h('a', { key: 'rds', class: 'button', href: '/databases#rds' }, 'Look in RDS'),
    ]),
    h('p', { key: 'api', class: 'plain' }, 'Or from a shell:'),
    h('div', { class: 'command' }, h('pre', { tabindex: 0 }, h('code', {}, command)), copyButton('Command', command)),
    h('p', { class: 'plain' }, [
      'Credentials are references, never passwords: ',
      h('code', {}, 'env:ORDERS'),
      ' reads a JSON object with username and password from the monitor’s variable ',
      h('code', {}, 'PGRM_SECRET_ORDERS'),
      '.',
    ]),
  ]);
}
