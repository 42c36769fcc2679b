/** Places of the values that have nothing beside them that a line could lead to. */
export function isolated(values) {
  const isThere = (i) => values[i] != null;
  return values.map((_, i) => i).filter((i) => isThere(i) && !isThere(i - 1) && !isThere(i + 1));
}
