// Where to go after signing in: only a path on this very site, so that nobody is sent elsewhere by a crafted link.
export function localPath(next, fallback = '/') {
  if (typeof next !== 'string' || !/^\/(?![/\\])/.test(next) || hasControl(next)) return fallback;
  const here = 'http://here.invalid';
  const url = new URL(next, here);
  const path = url.pathname + url.search + url.hash;
  // Resolving dots may leave two slashes in front, which would name another host.
  if (url.origin !== here || url.pathname === '/login' || path.startsWith('//')) return fallback;
  return path;
}

export function loginPath({ pathname, search }) {
  return `/login?next=${encodeURIComponent(pathname + search)}`;
}

// Browsers drop tabs and line ends from addresses, which would make //host out of /<tab>/host.
function hasControl(text) {
  return [...text].some((character) => character.charCodeAt(0) < 32);
}
