// The map as a picture that stands by itself: every look is written into its element, and nothing is left that acts.
const SVG = 'http://www.w3.org/2000/svg';
const MARGIN = 24;
const MOST_PIXELS = 64_000_000;
const LONGEST = 16_000;

const shapes = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin', 'opacity'];
const texts = ['fill', 'font-family', 'font-size', 'font-weight', 'letter-spacing', 'text-anchor', 'opacity'];
const usual = {
  stroke: 'none',
  'stroke-dasharray': 'none',
  'stroke-linecap': 'butt',
  'stroke-linejoin': 'miter',
  'letter-spacing': 'normal',
  'text-anchor': 'start',
  opacity: '1',
};
// What only the pointer or the eye of a moment needs.
const left = '.stream-hit, .stream-flow, .server-head, .group-head';

/** Answers {text, width, height} of the whole map, or of what is in sight. */
export function asSvg({ svg, scene, bounds, transform }, whole) {
  const box = whole ? around(bounds) : inSight(svg, transform);
  const { far } = svg.dataset;
  // In full, however far away the reader is just now; nothing of this is ever painted.
  if (whole) svg.dataset.far = 'false';
  try {
    const copy = document.createElementNS(SVG, 'svg');
    copy.setAttribute('viewBox', [box.x, box.y, box.width, box.height].map(Math.round).join(' '));
    copy.setAttribute('width', Math.round(box.width * box.scale));
    copy.setAttribute('height', Math.round(box.height * box.scale));
    copy.append(ground(svg, box), copyOf(svg.querySelector('defs')), ...[...scene.children].map(copyOf));
    const text = `<?xml version="1.0" encoding="UTF-8"?>\n${withoutControls(new XMLSerializer().serializeToString(copy))}`;
    return { text, width: box.width * box.scale, height: box.height * box.scale };
  } finally {
    svg.dataset.far = far;
  }
}

/** At twice its size where that is not too much for a browser. */
export async function asPng({ text, width, height }) {
  const scale = Math.min(2, LONGEST / Math.max(width, height), Math.sqrt(MOST_PIXELS / (width * height)));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.floor(width * scale));
  canvas.height = Math.max(1, Math.floor(height * scale));
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, failed) =>
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('no picture'))), 'image/png'),
  );
}

function around({ x, y, width, height }) {
  return { x: x - MARGIN, y: y - MARGIN, width: width + 2 * MARGIN, height: height + 2 * MARGIN, scale: 1 };
}

function inSight(svg, { x, y, k }) {
  const { width, height } = svg.getBoundingClientRect();
  return { x: -x / k, y: -y / k, width: width / k, height: height / k, scale: k };
}

function ground(svg, { x, y, width, height }) {
  const rect = document.createElementNS(SVG, 'rect');
  Object.entries({ x, y, width, height }).forEach(([name, value]) => rect.setAttribute(name, value));
  rect.setAttribute('fill', plainColour(getComputedStyle(document.body).backgroundColor));
  return rect;
}

function copyOf(element) {
  const copy = document.createElementNS(SVG, element.localName);
  for (const name of ['id', 'd', 'x', 'y', 'width', 'height', 'rx', 'transform', 'pathLength', ...patterns]) {
    if (element.hasAttribute(name)) copy.setAttribute(name, element.getAttribute(name));
  }
  if (element.localName === 'title') copy.textContent = element.textContent;
  else dress(copy, element);
  for (const child of element.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) {
      if (element.localName === 'text') copy.append(child.data);
    } else if (!child.matches(left) && getComputedStyle(child).display !== 'none') copy.append(copyOf(child));
  }
  return copy;
}

const patterns = ['patternUnits', 'patternTransform'];

function dress(copy, element) {
  const style = getComputedStyle(element);
  const names = { text: texts, rect: shapes, path: shapes, circle: shapes }[element.localName] ?? ['opacity'];
  for (const name of names) {
    const value = style.getPropertyValue(name);
    if (value && value !== usual[name]) copy.setAttribute(name, plainColour(value));
  }
}

// Mixed colours are computed in a notation that few programs but browsers read.
export function plainColour(value) {
  return value
    .replace(/color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)(?: \/ ([\d.e-]+))?\)/g, (_, r, g, b, alpha) => {
      const parts = [r, g, b].map((part) => Math.round(Number(part) * 255));
      return alpha == null ? `rgb(${parts.join(', ')})` : `rgba(${parts.join(', ')}, ${alpha})`;
    })
    .replace(/url\("?[^#"]*#([\w-]+)"?\)/g, 'url(#$1)');
}

/** Names may hold what XML cannot: control characters, halves of surrogate pairs. */
export function withoutControls(text) {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd').toWellFormed();
}
