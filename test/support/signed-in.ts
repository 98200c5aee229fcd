/** Signing in as tests, benchmarks and scripts do it: over HTTP, as the owner they make when there is none. */

/** Who owns the installations of tests. */
export const OWNER = { username: 'keeper', password: 'only tests sign in with this' } as const;

/** A browser that has signed in. */
export interface SignedIn {
  /** As the header `cookie` has it: `name=value`. */
  readonly cookie: string;
  /** What every request brings along. */
  readonly headers: Readonly<Record<string, string>>;
  /** Asks the installation, below its address. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

interface State {
  readonly isSetUp: boolean;
  readonly csrfToken: string | null;
}

async function ask(url: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return response;
}

const sent = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

const stateOf = async (url: string, cookie?: string): Promise<State> =>
  (await ask(`${url}/api/v3/auth/state`, { headers: cookie === undefined ? {} : { cookie } })).json() as Promise<State>;

/** Signs in at `url` (with its base path). An installation without an owner gets these as such, which only works on its machine. */
export async function signIn(
  url: string,
  given: { readonly username: string; readonly password: string } = OWNER,
): Promise<SignedIn> {
  const { isSetUp } = await stateOf(url);
  const response = isSetUp
    ? await ask(`${url}/api/v3/auth/sign-in`, sent(given))
    : await ask(`${url}/api/v3/setup/owner`, sent(given));
  const [cookie = ''] = (response.headers.getSetCookie()[0] ?? '').split(';');
  const { csrfToken } = await stateOf(url, cookie);
  if (csrfToken === null) throw new Error(`${url} does not know the cookie it gave`);
  const headers = { cookie, 'x-spyglass-csrf': csrfToken };
  return {
    cookie,
    headers,
    fetch: (path, init = {}) => fetch(url + path, { ...init, headers: { ...headers, ...(init.headers ?? {}) } }),
  };
}

/** The cookie as a browser under test is given it. */
export function browserCookie(url: string, { cookie }: SignedIn) {
  const at = cookie.indexOf('=');
  return { name: cookie.slice(0, at), value: cookie.slice(at + 1), url, httpOnly: true, sameSite: 'Lax' as const };
}
