// Finds rows by what the reader sees in them, and not by what lies beneath; several words must all occur.

/** Answers whether a row fits; every row does while nothing is searched for. */
export function showing(query, columns) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return () => true;
  return (row) => {
    const text = columns
      .map(({ cell }) => read(cell(row)))
      .join('\n')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  };
}

/** The words of what h describes; what can be pressed says nothing of the row. */
function read(what) {
  if (what == null || what === false || what.tag === 'button') return '';
  if (Array.isArray(what)) return what.map(read).join(' ');
  return typeof what === 'object' ? read(what.children) : `${what}`;
}
