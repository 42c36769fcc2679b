// Sizes in powers of 1024 with PostgreSQL's own unit names, so that they compare with what psql prints.
const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

export function bytes(count) {
  if (count == null) return 'unknown';
  let value = Math.abs(count);
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  // 1023.96 kB would round up to 1024.0 kB.
  if (unit > 0 && Number(value.toFixed(1)) >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${count < 0 ? '−' : ''}${value.toFixed(digits)} ${units[unit]}`;
}

export function exactBytes(count) {
  return count == null ? 'unknown' : `${whole(count)} bytes`;
}

const grouped = new Intl.NumberFormat('en');

export function whole(count) {
  return grouped.format(count);
}
