// SVG text does not shorten itself. Widths come from a canvas and are remembered.
export function fitter(measure) {
  const known = new Map();
  return (given, width, font) => {
    const text = given ?? '';
    const key = `${font}|${width}|${text}`;
    if (!known.has(key)) {
      if (known.size > 20_000) known.clear();
      known.set(
        key,
        shorten(text, (candidate) => measure(candidate, font) <= width),
      );
    }
    return known.get(key);
  };
}

const BETWEEN = ' · ';

/** Half a figure would be read as another one: figures that find no room are left out whole, from the end. */
export function wholeParts(fit, text, width, font) {
  const parts = text.split(BETWEEN);
  const first = (count) => parts.slice(0, count).join(BETWEEN);
  let count = parts.length;
  while (count > 1 && fit(first(count), width, font) !== first(count)) count--;
  return fit(first(count), width, font);
}

function shorten(text, fits) {
  if (fits(text)) return text;
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(`${text.slice(0, middle)}…`)) low = middle;
    else high = middle - 1;
  }
  return `${text.slice(0, low).trimEnd()}…`;
}

export function canvasMeasure(family) {
  const context = document.createElement('canvas').getContext('2d');
  return (text, font) => {
    // Figures are drawn equally wide, a canvas does not do that.
    const even = text.replace(/\d/g, '0');
    context.font = `${font} ${family}`;
    return context.measureText(even).width;
  };
}
