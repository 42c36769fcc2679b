// The head of a page: what it is, and what can be done there.
import { h } from '../dom/h.js';

export function pageHead(title, { note, back, actions } = {}) {
  return h('header', { key: 'head', class: 'page-head' }, [
    h('div', { key: 'title', class: 'page-title' }, [
      back && h('a', { key: 'back', class: 'page-back', href: back.href }, back.name),
      h('h1', { key: 'name' }, title),
      note && h('p', { key: 'note', class: 'faint' }, note),
    ]),
    actions && h('div', { key: 'actions', class: 'page-actions' }, actions),
  ]);
}

export function nothing(title, ...words) {
  return h('div', { key: 'nothing', class: 'nothing' }, h('p', { class: 'nothing-title' }, title), words);
}
