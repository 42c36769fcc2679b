// Local time to read, UTC to compare with logs.
const timeOfDay = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const dayAndTime = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

export function localTime(iso, now) {
  if (!iso) return 'never';
  const at = new Date(iso);
  const today = at.toDateString() === new Date(now).toDateString();
  return (today ? timeOfDay : dayAndTime).format(at);
}

export function utc(iso) {
  return iso
    ? `${new Date(iso)
        .toISOString()
        .replace('T', ' ')
        .replace(/\.\d+Z$/, '')} UTC`
    : '';
}
