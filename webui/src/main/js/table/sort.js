// Rows in the order of a column; what is unknown goes last whichever way.
export function sorted(rows, column, descending) {
  const sign = descending ? -1 : 1;
  return [...rows].sort((a, b) => compare(column.sort(a), column.sort(b), sign));
}

function compare(a, b, sign) {
  if (a == null || b == null) return (a == null) - (b == null);
  const order =
    typeof a === 'number' && typeof b === 'number' ? a - b : `${a}`.localeCompare(`${b}`, 'en', { numeric: true });
  return sign * order;
}
