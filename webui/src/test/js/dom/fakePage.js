// A page with its document, an API that answers when a test says so, and a socket that tells what a test tells.
import { fakeDocument } from './fakeDocument.js';

/** Stands in for the browser until the test is over. */
export function fakePage(test, search = '') {
  const document = fakeDocument();
  const parts = Object.fromEntries(['toasts', 'place', 'live-state'].map((id) => [id, document.createElement('div')]));
  const requests = [];
  const sockets = [];
  const stubs = {
    document: Object.assign(document, {
      hidden: false,
      body: document.createElement('body'),
      documentElement: document.createElement('html'),
      addEventListener: () => {},
      getElementById: (id) => document.body.all((node) => node.attributes.get('id') === id)[0] ?? parts[id] ?? null,
      querySelector: () => null,
    }),
    location: { href: `http://here/${search}`, pathname: '/', search, hash: '', assign: () => {} },
    history: { replaceState: () => {} },
    addEventListener: () => {},
    requestAnimationFrame: queueMicrotask,
    WebSocket: class {
      constructor() {
        sockets.push(this);
      }

      close() {}
    },
    fetch: (path, { method = 'GET', body, headers } = {}) =>
      new Promise((answered) => {
        const answer = async (status, json) => {
          requests.splice(requests.indexOf(request), 1);
          answered({ ok: status < 400, status, headers: new Map(), json: async () => json });
          await settled();
        };
        const request = { path, method, body, headers, answer };
        requests.push(request);
      }),
  };
  document.body.append(...Object.values(parts));
  const before = Object.fromEntries(Object.keys(stubs).map((name) => [name, globalThis[name]]));
  Object.assign(globalThis, stubs);
  test.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: Date.parse('2026-11-21T10:00:00Z') });
  test.after(() => Object.assign(globalThis, before));
  const button = (text) => document.body.all((node) => node.tag === 'button' && node.text === text)[0];
  return {
    document,
    button,
    text: () => document.body.text,
    toasts: parts.toasts,
    dialogs: () => document.body.all(({ tag }) => tag === 'dialog'),
    named: (id) => document.body.all((node) => node.attributes.get('id') === id)[0],
    isEnabled: (text) => !button(text).attributes.has('disabled'),
    /** The oldest request for this path that is not answered, whatever its query. */
    asked: (path, method = 'GET') =>
      requests.find((each) => each.method === method && each.path.split('?')[0] === path),
    async click(text) {
      button(text).fire('click');
      await settled();
    },
    async tick(milliseconds) {
      test.mock.timers.tick(milliseconds);
      await settled();
    },
    /** As the socket tells it: a snapshot of nothing unless there is more. */
    async live(data = {}) {
      sockets.at(-1).onmessage({ data: JSON.stringify({ type: 'snapshot', epoch: 'e', seq: 1, data }) });
      await settled();
    },
    async lose() {
      sockets.at(-1).onclose({ code: 1006 });
      await settled();
    },
    sockets,
  };
}

/** Everything that waited for an answer has gone on. */
export async function settled() {
  for (let turn = 0; turn < 50; turn++) await null;
}
