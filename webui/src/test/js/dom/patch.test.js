import assert from 'node:assert/strict';
import { test } from 'node:test';
import { perFrame } from '../../../main/js/dom/frame.js';
import { h, memo } from '../../../main/js/dom/h.js';
import { patch } from '../../../main/js/dom/patch.js';
import { fakeRoot } from './fakeDocument.js';

const list = (...names) => names.map((name) => h('li', { key: name }, name));

test('elements keep their identity by key through any change of order', () => {
  const root = fakeRoot();
  patch(root, list('a', 'b', 'c', 'd'));
  const before = new Map(root.childNodes.map((element) => [element.text, element]));
  patch(root, list('d', 'b', 'e', 'a'));
  assert.deepEqual(
    root.childNodes.map(({ text }) => text),
    ['d', 'b', 'e', 'a'],
  );
  for (const name of ['a', 'b', 'd'])
    assert.equal(
      root.childNodes.find(({ text }) => text === name),
      before.get(name),
    );
});

test('what stays where it is is not moved', () => {
  const root = fakeRoot();
  patch(root, list('a', 'b', 'c'));
  root.ownerDocument.moves = 0;
  patch(root, list('a', 'c'));
  assert.equal(root.ownerDocument.moves, 0);
});

test('equal keys in one list stay apart, and nothing is left behind at any drawing', () => {
  const root = fakeRoot();
  const twice = () => patch(root, list('a', 'a', 'b', 'a'));
  twice();
  const before = [...root.childNodes];
  twice();
  assert.deepEqual(root.childNodes, before);
  patch(root, list('a'));
  assert.equal(root.text, 'a');
});

test('the focus stays on what moves', () => {
  const root = fakeRoot();
  patch(root, list('a', 'b', 'c'));
  const c = root.childNodes[2];
  c.focus();
  patch(root, list('c', 'a', 'b'));
  assert.equal(root.ownerDocument.activeElement, c);
});

test('an element of another kind takes the place of the one that had its key', () => {
  const root = fakeRoot();
  const card = (tag) => [h(tag, { key: 'card', title: tag }, tag), h('p', { key: 'after' }, '!')];
  patch(root, card('div'));
  patch(root, card('a'));
  assert.deepEqual([root.childNodes[0].tag, root.childNodes.length, root.text], ['a', 2, 'a!']);
  const row = (tag) => memo('row', [tag], () => h(tag, {}, tag));
  patch(root, row('div'));
  patch(root, row('a'));
  patch(root, row('a'));
  assert.deepEqual([root.childNodes[0].tag, root.childNodes.length], ['a', 1]);
});

test('a child that is left out for a while does not make its neighbours anew', () => {
  const root = fakeRoot();
  patch(root, [h('p', {}, 'one'), false, h('p', {}, 'three')]);
  const [one, three] = root.childNodes;
  patch(root, [h('p', {}, 'one'), h('p', {}, 'two'), h('p', {}, 'three')]);
  assert.deepEqual([root.childNodes[0], root.childNodes[2]], [one, three]);
});

test('text changes in place', () => {
  const root = fakeRoot();
  patch(root, h('p', {}, 'lag ', 5));
  const [, number] = root.childNodes[0].childNodes;
  patch(root, h('p', {}, 'lag ', 6));
  assert.equal(root.childNodes[0].text, 'lag 6');
  assert.equal(root.childNodes[0].childNodes[1], number);
});

test('attributes come, change and go', () => {
  const root = fakeRoot();
  patch(root, h('p', { id: 'x', title: 'a', hidden: true }));
  patch(root, h('p', { id: 'x', title: 'b', hidden: false }));
  assert.deepEqual(
    [...root.childNodes[0].attributes],
    [
      ['id', 'x'],
      ['title', 'b'],
    ],
  );
});

test('a listener is exchanged, not added to', () => {
  const root = fakeRoot();
  const heard = [];
  patch(root, h('button', { on: { click: () => heard.push('first') } }));
  patch(root, h('button', { on: { click: () => heard.push('second') } }));
  root.childNodes[0].fire('click');
  assert.deepEqual(heard, ['second']);
});

test('a memo is built again only when what it depends on is another', () => {
  const root = fakeRoot();
  let built = 0;
  const draw = (thing) =>
    patch(
      root,
      memo('m', [thing], () => h('p', {}, `${(built += 1)}`)),
    );
  const thing = {};
  draw(thing);
  draw(thing);
  assert.equal(built, 1);
  draw({});
  assert.equal(root.text, '2');
});

test('what is inside an svg is made as svg', () => {
  const root = fakeRoot();
  patch(root, h('svg', {}, h('g', {}, h('path', {}))));
  assert.match(root.childNodes[0].childNodes[0].childNodes[0].namespaceURI, /svg$/);
});

test('several wishes to draw become one drawing per frame', () => {
  const frames = [];
  let drawn = 0;
  const draw = perFrame(
    () => (drawn += 1),
    (run) => frames.push(run),
  );
  draw();
  draw();
  frames.shift()();
  assert.deepEqual([drawn, frames.length], [1, 0]);
  draw();
  assert.equal(frames.length, 1);
});

test('a button that is barred while it has the focus keeps it', () => {
  const root = fakeRoot();
  const draw = (disabled) => patch(root, h('button', { key: 'send', disabled }, 'Send'));
  draw(false);
  const [button] = root.childNodes;
  button.focus();
  draw(true);
  assert.equal(root.ownerDocument.activeElement, button);
  assert.ok(!button.hasAttribute('disabled'));
  assert.equal(button.attributes.get('aria-disabled'), 'true');
  draw(false);
  assert.ok(!button.hasAttribute('aria-disabled'));
  root.ownerDocument.activeElement = null;
  draw(true);
  assert.ok(button.hasAttribute('disabled'));
});
