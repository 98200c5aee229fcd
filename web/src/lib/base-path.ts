/** The path the app is served under, without a slash at the end: `''` or e.g. `/spyglass`. The server writes it into `<base>`. */
export const basePath = (): string => new URL(document.baseURI).pathname.replace(/\/+$/, '');

/** Turns a path of this server (`/api/v3/…`) into one that is right under the base path; other addresses stay. */
export function appPath(path: string): string {
  const base = basePath();
  if (!path.startsWith('/') || base === '' || path.startsWith(`${base}/`)) return path;
  return base + path;
}
