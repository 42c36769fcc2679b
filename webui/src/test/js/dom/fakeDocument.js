// As much of a document as patch.js and dialogs touch.
class FakeNode {
  attributes = new Map();
  childNodes = [];
  style = { setProperty: () => {} };
  dataset = {};
  listeners = new Map();
  parent = null;

  constructor(document, tag, namespaceURI, data) {
    Object.assign(this, { ownerDocument: document, tag, namespaceURI, data });
  }

  get firstChild() {
    return this.childNodes[0] ?? null;
  }

  get nextSibling() {
    const siblings = this.parent.childNodes;
    return siblings[siblings.indexOf(this) + 1] ?? null;
  }

  get tagName() {
    return this.tag.toUpperCase();
  }

  get id() {
    return this.attributes.get('id') ?? '';
  }

  get text() {
    return this.data ?? this.childNodes.map(({ text }) => text).join('');
  }

  insertBefore(node, before) {
    node.remove();
    node.parent = this;
    this.childNodes.splice(before ? this.childNodes.indexOf(before) : this.childNodes.length, 0, node);
    this.ownerDocument.moves += 1;
  }

  get parentNode() {
    return this.parent;
  }

  contains(node) {
    return node === this || this.childNodes.some((child) => child.contains(node));
  }

  focus() {
    this.ownerDocument.activeElement = this;
  }

  remove() {
    if (!this.parent) return;
    if (this.contains(this.ownerDocument.activeElement)) this.ownerDocument.activeElement = null;
    this.parent.childNodes.splice(this.parent.childNodes.indexOf(this), 1);
    this.parent = null;
  }

  setAttribute(name, value) {
    this.attributes.set(name, `${value}`);
  }

  hasAttribute(name) {
    return this.attributes.has(name);
  }

  removeAttribute(name) {
    this.attributes.delete(name);
  }

  addEventListener(type, listener) {
    this.listeners.set(type, [...(this.listeners.get(type) ?? []), listener]);
  }

  fire(type, more = {}) {
    for (const listener of this.listeners.get(type) ?? []) listener({ type, target: this, ...more });
  }

  replaceChildren() {
    this.childNodes = [];
  }

  append(...nodes) {
    for (const node of nodes) this.insertBefore(node, null);
  }

  showModal() {
    this.open = true;
  }

  querySelector() {
    return null;
  }

  close() {
    this.open = false;
    this.fire('close');
  }

  set textContent(text) {
    this.childNodes = [];
    this.append(this.ownerDocument.createTextNode(text));
  }

  /** What is below it and fits, in the order of the document. */
  all(fits) {
    return this.childNodes.flatMap((child) => [...(fits(child) ? [child] : []), ...child.all(fits)]);
  }
}

export function fakeRoot() {
  return fakeDocument().createElement('main');
}

export function fakeDocument() {
  const document = {
    moves: 0,
    activeElement: null,
    createElement: (tag) => new FakeNode(document, tag, 'html'),
    createElementNS: (namespace, tag) => new FakeNode(document, tag, namespace),
    createTextNode: (data) => new FakeNode(document, '#text', null, data),
  };
  return document;
}
