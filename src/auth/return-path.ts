/** Where a browser is led after a visit elsewhere: into the app and nowhere else. Pure. */

/** Any other host would do; this one is nobody's. */
const HERE = 'http://here.invalid';

/** The path, or `/` when it is none of ours: another host, another scheme, or something only some browsers understand. */
export function safeReturnPath(given: string): string {
  // Browsers take a backslash for a slash and skip line breaks and tabs.
  if (!given.startsWith('/') || /[\\\p{Cc}]/u.test(given)) return '/';
  const url = URL.parse(given, HERE);
  if (url === null || url.origin !== HERE || url.pathname.startsWith('//')) return '/';
  return `${url.pathname}${url.search}${url.hash}`;
}
