// Durations in the two largest units that matter.
const steps = [
  [86400, 'd', 3600, 'h'],
  [3600, 'h', 60, 'min'],
  [60, 'min', 1, 's'],
];

export function duration(seconds) {
  if (seconds == null) return 'unknown';
  if (seconds < 0) return `−${duration(-seconds)}`;
  if (seconds < 0.001) return '0 s';
  if (seconds < 0.9995) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  for (const [size, unit, smaller, smallerUnit] of steps) {
    if (whole < size) continue;
    const rest = Math.floor((whole % size) / smaller);
    return `${Math.floor(whole / size)} ${unit}${rest ? ` ${rest} ${smallerUnit}` : ''}`;
  }
  return `${whole} s`;
}

export function exactSeconds(seconds) {
  return seconds == null ? 'unknown' : `${Number(seconds.toFixed(3))} seconds`;
}
