// Tags as text, one to a line, and back: every tag of AWS comes back as it was. A colon may stand in a key, so that a key ends
// where a colon and a space follow; what could be taken for something else stands in quotes.
const PLAIN = /^(?!["\s])(?:(?!: ?$|: ).)*[^\s:]$/;

export function writtenTags(tags) {
  return Object.entries(tags ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${plainKey(key)}: ${plainValue(value)}`)
    .join('\n');
}

function plainKey(key) {
  return PLAIN.test(key) ? key : JSON.stringify(key);
}

function plainValue(value) {
  return value === '' || (/^[^"\s](.*\S)?$/.test(value) && !value.includes('\n')) ? value : JSON.stringify(value);
}

export function readTags(text) {
  return Object.fromEntries(lines(text).map(tagOf).filter(Boolean));
}

/** What is wrong with the first line that cannot be read, or that says a key again; null where all is well. */
export function wrongTags(text) {
  const known = new Set();
  for (const line of lines(text)) {
    const tag = tagOf(line);
    if (!tag) return `“${line}” is not understood: write the key, a colon, a space and the value, as in team: payments`;
    if (known.has(tag[0])) return `“${tag[0]}” stands there twice`;
    known.add(tag[0]);
  }
  return null;
}

function lines(text) {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

/** [key, value], or null. */
function tagOf(line) {
  const parts = line.startsWith('"') ? afterQuotes(line) : afterColon(line);
  if (!parts || !parts[0]) return null;
  const value = unquoted(parts[1].trim());
  return value === null ? null : [parts[0], value];
}

function afterColon(line) {
  const ends = line.search(/: |:$/);
  if (ends >= 0) return [line.slice(0, ends).trim(), line.slice(ends + 1)];
  // Without a space a colon is plain only where there is one.
  const parts = line.split(':');
  return parts.length === 2 ? parts : null;
}

function afterQuotes(line) {
  const [, quoted, value] = line.match(/^("(?:[^"\\]|\\.)*")\s*:(.*)$/) ?? [];
  const key = quoted && unquoted(quoted);
  return key ? [key, value] : null;
}

function unquoted(text) {
  if (!text.startsWith('"')) return text;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
