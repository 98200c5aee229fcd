/** Any origin will do: only addresses that stay on it are let through. */
const HERE = 'http://here.invalid';

/**
 * The way back after signing in, as a path of the app; `/` for everything that could lead elsewhere or back to
 * signing in.
 */
export function safeNext(next: unknown): string {
  if (typeof next !== 'string' || !/^\/(?![/\\])/.test(next) || /[\p{Cc}\\]/u.test(next)) return '/';
  if (!URL.canParse(next, HERE)) return '/';
  const { origin, pathname, search, hash } = new URL(next, HERE);
  const isElsewhere = origin !== HERE || pathname.startsWith('//');
  return isElsewhere || /^\/sign-in(?:\/|$)/.test(pathname) ? '/' : pathname + search + hash;
}
