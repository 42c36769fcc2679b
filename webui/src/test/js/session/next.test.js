import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterLogin, localPath, loginPath } from '../../../main/js/session/next.js';

test('a path of this site is kept with its query and hash', () => {
  assert.equal(localPath('/docs?x=1#/tag'), '/docs?x=1#/tag');
});

test('whatever could lead elsewhere leads home', () => {
  const elsewhere = [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
    '\n//evil.example',
    'docs',
    '',
    null,
    undefined,
  ];
  for (const next of elsewhere) assert.equal(localPath(next), '/', JSON.stringify(next));
});

test('dots cannot make a foreign address of a local one', () => {
  assert.equal(localPath('/..//evil.example'), '/');
});

test('signing in does not lead back to signing in', () => {
  assert.equal(localPath('/login?next=/docs'), '/');
});

test('what stands behind the # comes along through the sign-in', () => {
  const way = loginPath({ pathname: '/streams/new', search: '', hash: '#table=a.b' });
  const [search, hash] = way.replace('/login', '').split(/(?=#)/);
  assert.equal(afterLogin({ search, hash }), '/streams/new#table=a.b');
  assert.equal(afterLogin({ search: '?next=//evil.example', hash: '' }), '/');
});

test('the way to the sign-in page carries where one was', () => {
  assert.equal(loginPath({ pathname: '/', search: '?a=b' }), '/login?next=%2F%3Fa%3Db');
});
