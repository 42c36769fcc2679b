// Brings the children of an element in line with a description, touching only what differs: elements keep their
// identity (and so focus, selection and running animations) as long as their key and tag stay.
const SVG = 'http://www.w3.org/2000/svg';
const mounted = new WeakMap();

let deadline = Infinity;
let late = false;
let clock = null;

/**
 * Like patch, but what stands in memos is drawn until a moment of performance.now() only. Answers whether that was enough; if
 * not, the same again goes on where this ended.
 */
export function patchUntil(moment, parent, children, now = () => performance.now()) {
  deadline = moment;
  late = false;
  clock = now;
  try {
    patch(parent, children);
    return !late;
  } finally {
    deadline = Infinity;
  }
}

function isLate() {
  if (deadline === Infinity || clock() < deadline) return false;
  late = true;
  return true;
}

export function patch(parent, children) {
  const before = mounted.get(parent) ?? [];
  const left = new Map(before.map((one) => [one.key, one]));
  const taken = new Set();
  const after = [];
  [children].flat(Infinity).forEach((child, index) => {
    if (child == null || child === false) return;
    const key = once(keyOf(child, index), taken);
    const old = left.get(key);
    if (!old && child.build && isLate()) return;
    const now = old ? update(old, child, parent) : mount(child, key, parent);
    if (now === old) left.delete(key);
    after.push(now);
  });
  for (const gone of left.values()) gone.element.remove();
  arrange(parent, after);
  mounted.set(parent, after);
}

/** What moves would lose the focus that is on it or in it, and whoever goes by keys their place. */
function arrange(parent, after) {
  const { activeElement: focused } = parent.ownerDocument;
  let cursor = parent.firstChild;
  for (const { element } of after) {
    if (element === cursor) cursor = cursor.nextSibling;
    else if (parent.moveBefore && element.parentNode === parent && parent.isConnected)
      parent.moveBefore(element, cursor);
    else parent.insertBefore(element, cursor);
  }
  if (focused && focused !== parent.ownerDocument.activeElement && parent.contains(focused))
    focused.focus({ preventScroll: true });
}

/** A key that was there before among the same children is told apart by how often it was. */
function once(key, taken) {
  let own = key;
  for (let times = 2; taken.has(own); times++) own = `${key} ${times}`;
  taken.add(own);
  return own;
}

function keyOf(child, index) {
  if (typeof child !== 'object') return `#${index}`;
  return child.key ?? `#${index}:${child.tag}`;
}

function mount(child, key, parent) {
  if (typeof child !== 'object') {
    return { key, text: `${child}`, element: parent.ownerDocument.createTextNode(`${child}`) };
  }
  const built = child.build ? child.build() : child;
  const inSvg = built.tag === 'svg' || parent.namespaceURI === SVG;
  const element = inSvg
    ? parent.ownerDocument.createElementNS(SVG, built.tag)
    : parent.ownerDocument.createElement(built.tag);
  assign(element, {}, built.props);
  patch(element, built.children);
  return { key, tag: built.tag, element, props: built.props, dependsOn: child.dependsOn };
}

/** What is there is changed, unless another kind of element is needed in its place. */
function update(old, child, parent) {
  if (typeof child !== 'object') {
    if (old.text !== `${child}`) old.element.data = old.text = `${child}`;
    return old;
  }
  if (child.build && (same(old.dependsOn, child.dependsOn) || isLate())) return old;
  const built = child.build ? child.build() : child;
  if (built.tag !== old.tag) return { ...mount(built, old.key, parent), dependsOn: child.dependsOn };
  assign(old.element, old.props, built.props);
  patch(old.element, built.children);
  return Object.assign(old, { props: built.props, dependsOn: child.dependsOn });
}

function same(before, now) {
  return before?.length === now.length && before.every((value, i) => Object.is(value, now[i]));
}

function assign(element, before, now) {
  for (const name in before) if (!(name in now)) set(element, name, undefined, before[name]);
  for (const name in now) if (now[name] !== before[name]) set(element, name, now[name], before[name]);
}

// What the reader changes is not in the attribute any more.
const properties = {
  value: (element, value) => (element.value = value ?? ''),
  checked: (element, value) => (element.checked = Boolean(value)),
  disabled,
  indeterminate: (element, value) => (element.indeterminate = Boolean(value)),
};

// A button that is barred while it has the focus would drop it, and whoever goes by keys their place. Clicks on it end in app.js.
function disabled(element, value) {
  const isHeld = Boolean(value) && element.tagName === 'BUTTON' && element.ownerDocument.activeElement === element;
  if (value && !isHeld) element.setAttribute('disabled', '');
  else element.removeAttribute('disabled');
  if (isHeld) element.setAttribute('aria-disabled', 'true');
  else element.removeAttribute('aria-disabled');
}

function set(element, name, value, before) {
  if (name === 'on') listen(element, before ?? {}, value ?? {});
  else if (name === 'css')
    for (const [property, to] of Object.entries(value ?? {})) element.style.setProperty(property, to);
  else if (name in properties) properties[name](element, value);
  else if (value == null || value === false) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? '' : value);
}

// One listener per kind of event for the life of the element; only what it calls is exchanged.
const handlers = new WeakMap();

function listen(element, before, now) {
  handlers.set(element, now);
  for (const type in now)
    if (!(type in before)) element.addEventListener(type, (event) => handlers.get(element)[type]?.(event));
}
