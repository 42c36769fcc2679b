import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { ask } from '../../../main/js/session/api.js';

const real = globalThis.fetch;
afterEach(() => (globalThis.fetch = real));

test('a server that never answers is waited for no longer than patience lasts', async () => {
  globalThis.fetch = (path, { signal }) =>
    new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  const { problem } = await ask('GET', '/api/anything', undefined, {}, 1);
  assert.match(problem.title, /did not answer in time/);
});

test('a server that is away is told as that', async () => {
  globalThis.fetch = () => Promise.reject(new TypeError('fetch failed'));
  const { problem } = await ask('GET', '/api/anything');
  assert.match(problem.title, /cannot be reached/);
});

test('what changes something is waited for however long it takes', async () => {
  let signal = null;
  globalThis.document = { querySelector: () => null };
  globalThis.fetch = (path, request) => {
    signal = request.signal;
    return Promise.resolve(new Response(null, { status: 204 }));
  };
  assert.deepEqual(await ask('POST', '/api/anything', {}), { status: 204, body: null });
  assert.equal(signal, undefined);
  delete globalThis.document;
});
