// The chosen zone of times: that of the reader, or UTC.
const KEY = 'pgrm.times';

export function storedTimes() {
  try {
    return localStorage.getItem(KEY) === 'utc' ? 'utc' : 'local';
  } catch {
    return 'local'; // Storage is forbidden in this browser.
  }
}

export function showTimes(zone) {
  document.documentElement.dataset.times = zone;
}

export function chooseTimes(zone) {
  try {
    localStorage.setItem(KEY, zone);
  } catch {
    // It then lasts for this page only.
  }
  showTimes(zone);
}
