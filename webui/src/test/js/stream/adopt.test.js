import assert from 'node:assert/strict';
import { test } from 'node:test';
import { adopt } from '../../../main/js/stream/adopt.js';
import { fakePage } from '../dom/fakePage.js';

const PATH = '/api/replication/streams/s/adopt';
const STREAM = { id: 's', name: 'feed' };
const SOURCE = { host: 'db.internal', port: 5432 };

const sent = (page) => JSON.parse(page.asked(PATH, 'POST').body);
const enter = (page, field, value) => page.named(`way-${field}`).fire('input', { target: { value } });
const isOpen = (page) => page.document.body.all(({ tag }) => tag === 'details')[0].attributes.has('open');

test('the way is as registered unless something else is said', async (t) => {
  const page = fakePage(t);
  adopt(STREAM, SOURCE);
  assert.ok(!isOpen(page));
  assert.equal(page.named('way-host').attributes.get('placeholder'), 'db.internal');
  await page.click('Adopt');
  assert.deepEqual(sent(page), {});
});

test('what is said of the way is sent, and numbers as numbers', async (t) => {
  const page = fakePage(t);
  adopt(STREAM, null);
  enter(page, 'host', ' 10.0.0.7 ');
  enter(page, 'port', 'x');
  assert.match(page.text(), /“x” is no number/);
  assert.ok(!page.isEnabled('Adopt'));
  enter(page, 'port', '6432');
  page.named('way-sslMode').fire('change', { target: { value: 'verify-ca' } });
  enter(page, 'rootCertificate', '/etc/ca.pem');
  enter(page, 'passfile', '/etc/pass');
  await page.click('Adopt');
  assert.deepEqual(sent(page), {
    connection: {
      host: '10.0.0.7',
      port: 6432,
      sslMode: 'verify-ca',
      rootCertificate: '/etc/ca.pem',
      passfile: '/etc/pass',
    },
  });
});

test('who empties the last field still has it before them', async (t) => {
  const page = fakePage(t);
  adopt(STREAM, SOURCE);
  page.named('way-host').focus();
  enter(page, 'host', 'd');
  enter(page, 'host', '');
  assert.ok(isOpen(page));
});

test('what was opened by hand stays open', async (t) => {
  const page = fakePage(t);
  adopt(STREAM, SOURCE);
  page.named('way').setAttribute('open', '');
  page.named('way-sslMode').fire('change', { target: { value: '' } });
  assert.ok(isOpen(page));
});

test('what is refused is told at its field, until that is changed', async (t) => {
  const page = fakePage(t);
  adopt(STREAM, SOURCE);
  await page.click('Adopt');
  const errors = [
    { field: 'connection.rootCertificate', message: 'is required with verify-full' },
    { field: 'connection.host', message: 'must be a host name' },
    { field: 'connection', message: 'is odd' },
  ];
  await page.asked(PATH, 'POST').answer(422, { title: 'Some fields are wrong', errors });
  const wrong = (field) => page.named(`way-${field}-wrong`)?.text;
  assert.equal(wrong('rootCertificate'), 'is required with verify-full');
  assert.equal(page.named('way-host').attributes.get('aria-describedby').split(' ')[0], 'way-host-wrong');
  assert.ok(isOpen(page));
  assert.match(page.text(), /Some fields are wrong.*connection is odd/);
  assert.doesNotMatch(page.text(), /connection\.host/);
  enter(page, 'host', 'db');
  assert.equal(wrong('host'), undefined);
  assert.equal(wrong('rootCertificate'), 'is required with verify-full');
});
