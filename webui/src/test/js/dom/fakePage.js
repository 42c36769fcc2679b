// A page with its document and an API that answers when a test says so.
import { fakeDocument } from './fakeDocument.js';

/** Stands in for the browser until the test is over. */
export function fakePage(test) {
  const document = fakeDocument();
  const toasts = document.createElement('div');
  document.body = document.createElement('body');
  document.body.append(toasts);
  document.getElementById = (id) => (id === 'toasts' ? toasts : null);
  document.querySelector = () => null;
  const requests = [];
  const fetch = (path, { method }) =>
    new Promise((answered) => {
      const answer = async (status, body) => {
        answered({ ok: status < 400, status, headers: new Map(), json: async () => body });
        await settled();
      };
      requests.push({ path, method, answer });
    });
  const before = { document: globalThis.document, fetch: globalThis.fetch };
  Object.assign(globalThis, { document, fetch });
  test.after(() => Object.assign(globalThis, before));
  const named = (tag) => (text) => document.body.all((node) => node.tag === tag && node.text === text)[0];
  return {
    document,
    requests,
    toasts,
    button: named('button'),
    dialogs: () => document.body.all(({ tag }) => tag === 'dialog'),
    text: () => document.body.text,
    enabled: (text) => !named('button')(text).attributes.has('disabled'),
  };
}

/** Everything that waited for an answer has gone on. */
export async function settled() {
  for (let turn = 0; turn < 20; turn++) await null;
}
