import assert from 'node:assert/strict';
import { test } from 'node:test';
import { patch } from '../../../main/js/dom/patch.js';
import { fieldMoment } from '../../../main/js/format/time.js';
import { MomentField } from '../../../main/js/time/field.js';
import { fakeRoot } from '../dom/fakeDocument.js';
import { FakeClock } from '../live/fakeClock.js';

const NOON = Date.parse('2026-11-22T12:00:00Z');
const MINUTE = 60_000;
const BEGINS = NOON - 60 * MINUTE;
const PAUSE = 1500;

/** The field as it is drawn, and what its reader does in it. */
function drawn({ begins = BEGINS } = {}) {
  const clock = new FakeClock();
  const went = [];
  const said = [];
  const field = new MomentField({
    say: (text) => said.push(text),
    setTimeout: (run, after) => clock.setTimeout(run, after),
    clearTimeout: (id) => clock.clearTimeout(id),
  });
  const root = fakeRoot();
  const draw = (at, to = NOON) =>
    patch(root, field.draw({ at, window: { to }, begins, go: (moment) => went.push(moment) }));
  draw(null);
  const [input] = root.childNodes;
  const type = (text) => {
    input.value = text;
    input.fire('input');
  };
  return { clock, went, said, draw, input, type, press: (key) => input.fire('keydown', { key }) };
}

test('what is being typed stays while minutes pass, and what is shown comes back when nothing was typed', () => {
  const { draw, input, went } = drawn();
  input.fire('focus');
  input.value = fieldMoment(NOON - 30 * MINUTE);
  draw(null, NOON + MINUTE);
  assert.equal(input.value, fieldMoment(NOON - 30 * MINUTE));
  input.fire('blur');
  draw(null, NOON + 2 * MINUTE);
  assert.equal(input.value, fieldMoment(NOON + 2 * MINUTE));
  assert.deepEqual(went, []);
});

test('no key is acted upon, only the pause after the last one', async () => {
  const { clock, went, said, input, type } = drawn();
  input.fire('focus');
  for (const year of ['0002', '0020', '0202', '2026']) {
    type(fieldMoment(NOON - 30 * MINUTE).replace('2026', year));
    await clock.advance(PAUSE - 1);
    assert.deepEqual(went, []);
  }
  await clock.advance(1);
  assert.deepEqual(went, [NOON - 30 * MINUTE]);
  input.fire('blur');
  assert.deepEqual([went.length, said], [1, []]);
});

test('what is half typed when somebody pauses is left alone, and nobody is bothered', async () => {
  const { clock, went, said, input, type } = drawn();
  input.fire('focus');
  for (const text of ['0202-11-22T11:30', '']) {
    type(text);
    await clock.advance(PAUSE);
  }
  assert.deepEqual([went, said], [[], []]);
});

for (const [how, finish] of [
  ['Enter', ({ press }) => press('Enter')],
  ['leaving', ({ input }) => input.fire('blur')],
]) {
  test(`${how} goes to what was typed at once, and once`, async () => {
    const field = drawn();
    field.input.fire('focus');
    field.type(fieldMoment(NOON - 30 * MINUTE));
    finish(field);
    assert.deepEqual(field.went, [NOON - 30 * MINUTE]);
    await field.clock.advance(PAUSE);
    assert.equal(field.went.length, 1);
  });

  test(`${how} says why a moment from before what is kept is not gone to`, () => {
    const field = drawn();
    field.input.fire('focus');
    field.type(fieldMoment(BEGINS - MINUTE));
    finish(field);
    assert.deepEqual(field.went, []);
    assert.match(field.said[0], /^Nothing is kept from before /);
    field.input.fire('blur');
    assert.equal(field.input.value, fieldMoment(NOON));
    assert.equal(field.said.length, 1);
  });
}

test('a year of six digits leads nowhere, and the field says what it takes', () => {
  const { went, said, input, type, press } = drawn();
  type('202604-11-22T11:30');
  press('Enter');
  assert.deepEqual([went.length, said.length], [0, 1]);
  assert.equal(input.attributes.get('max'), '9999-12-31T23:59');
  assert.equal(input.attributes.get('min'), fieldMoment(BEGINS));
  assert.equal(drawn({ begins: null }).input.attributes.has('min'), false);
});
