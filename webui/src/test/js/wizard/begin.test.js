import assert from 'node:assert/strict';
import { test } from 'node:test';
import { begin } from '../../../main/js/wizard/begin.js';

const wanted = { sourceId: 's', targetId: 't' };
const operation = (id) => ({ id, subjects: ['database:s', 'database:t'] });
const broken = { status: 0 };

/** A server with these operations; answer(posted) is what comes of a POST, after it was taken or not. */
function server(operations, answer) {
  const said = { posts: 0 };
  said.request = async (method) => {
    if (method === 'GET') return said.away ? { problem: broken } : { body: { items: [...operations] } };
    said.posts++;
    return answer(operations, said);
  };
  return said;
}

test('what is begun is answered', async () => {
  const { request } = server([], () => ({ body: operation('new') }));
  assert.deepEqual(await begin(wanted, null, request), { begun: operation('new') });
});

test('what is refused is not looked for', async () => {
  const { request } = server([operation('old')], () => ({ problem: { status: 422 } }));
  assert.deepEqual(await begin(wanted, null, request), { problem: { status: 422 }, lost: null });
});

test('what was begun though the answer was lost is found', async () => {
  const { request } = server([operation('old')], (operations) => {
    operations.unshift(operation('new'));
    return { problem: broken };
  });
  assert.deepEqual(await begin(wanted, null, request), { begun: operation('new') });
});

test('what was lost with the connection is found by the next try, which sends nothing', async () => {
  const one = server([operation('old')], (operations, said) => {
    operations.unshift(operation('new'));
    said.away = true;
    return { problem: broken };
  });
  const first = await begin(wanted, null, one.request);
  assert.equal(first.begun, undefined);
  one.away = false;
  const second = await begin(wanted, first.lost, one.request);
  assert.deepEqual(second, { begun: operation('new') });
  assert.equal(one.posts, 1);
});

test('what never arrived is sent again', async () => {
  const answers = [{ problem: broken }, { body: operation('new') }];
  const one = server([operation('old')], () => answers.shift());
  const first = await begin(wanted, null, one.request);
  assert.deepEqual(first.problem, broken);
  assert.deepEqual(await begin(wanted, first.lost, one.request), { begun: operation('new') });
});

test('another stream between other databases is not taken for it', async () => {
  const { request } = server([], (operations) => {
    operations.unshift({ id: 'other', subjects: ['database:x', 'database:t'] });
    return { problem: broken };
  });
  assert.deepEqual((await begin(wanted, null, request)).problem, broken);
});
