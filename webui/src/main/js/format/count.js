export function count(n, one, many = `${one}s`) {
  return `${n} ${n === 1 ? one : many}`;
}
