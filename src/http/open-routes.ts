/**
 * All that is answered to somebody nobody knows. Whatever is not here needs at least somebody who is signed in: a route that says
 * otherwise does not start, and a test compares this list with every route there is.
 */
const EVERY_METHOD = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'] as const;
const READING = ['GET', 'HEAD'] as const;

const all = (methods: readonly string[], urls: readonly string[]): readonly string[] =>
  urls.flatMap((url) => methods.map((method) => `${method} ${url}`));

export const OPEN_ROUTES: ReadonlySet<string> = new Set([
  // For containers, load balancers and monitors.
  ...all(READING, ['/healthz', '/readyz', '/status', '/server_status']),
  // The app itself, which holds nothing of anybody's.
  ...all(READING, ['/*']),
  // Ways in; each counts wrong tries by itself.
  ...all(READING, ['/api/v3/auth/state']),
  ...all(['GET'], ['/api/v3/auth/oidc/:id/callback']),
  ...all(
    ['POST'],
    [
      '/api/v3/auth/sign-in',
      '/api/v3/auth/sign-in/code',
      '/api/v3/auth/passkey/begin',
      '/api/v3/auth/passkey',
      '/api/v3/auth/sign-out',
      // Through others, who are asked whether it is somebody we know.
      '/api/v3/auth/plex/pin',
      '/api/v3/auth/plex/pin/check',
      '/api/v3/auth/oidc/:id',
      // Wherever there is an owner it refuses; elsewhere it takes the code from the log.
      '/api/v3/setup/owner',
    ],
  ),
  // It asks for a key by itself.
  ...all(EVERY_METHOD, ['/api/v2', '/api/v2/*', '/api', '/api/', '/api/v1', '/api/v1/*']),
]);

/** Whether a route may be answered to anybody. */
export const isOpen = (method: string, url: string): boolean => OPEN_ROUTES.has(`${method} ${url}`);
