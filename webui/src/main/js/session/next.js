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

/** What stands behind the # may be long, and is nobody's business but the page's: it comes along behind a # again. */
export function loginPath({ pathname, search, hash = '' }) {
  return `/login?next=${encodeURIComponent(pathname + search)}${hash}`;
}

/** Where to go once signed in, from the address of the sign-in page. */
export function afterLogin({ search, hash }) {
  const path = localPath(new URLSearchParams(search).get('next'));
  return path.includes('#') ? path : path + hash;
}

// Browsers drop tabs and line ends from addresses, which would make //host out of /<tab>/host.
function hasControl(text) {
  return [...text].some((character) => character.charCodeAt(0) < 32);
}
