import type { AuthStateAnswer } from '#contract/auth.ts';
import type { ErrorBody } from '#contract/common.ts';
import { appPath } from './base-path.ts';
import { noteAnswer } from './offline.ts';

type ServerCode = ErrorBody['error']['code'];

/** A request that did not succeed, with what the server said about it. `unreachable`: no answer at all. */
export class ApiError extends Error {
  readonly code: ServerCode | 'unreachable';
  readonly hint: string | null;
  /** Finds the log line of a bug. */
  readonly id: string | null;

  constructor(code: ServerCode | 'unreachable', message: string, hint: string | null, id: string | null) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.hint = hint;
    this.id = id;
  }
}

const API = '/api/v3';

/** Query parameters; absent ones are left out. */
export type Params = Readonly<Record<string, string | number | undefined>>;

/** The full path of an API address with its query. */
export function apiPath(path: string, params: Params = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) if (value !== undefined) query.set(name, String(value));
  return appPath(`${API}${path}`) + (query.size > 0 ? `?${query}` : '');
}

const isErrorBody = (body: unknown): body is ErrorBody =>
  typeof body === 'object' && body !== null && 'error' in body && typeof body.error === 'object' && body.error !== null;

/** Makes the error of an answer that is no success; a proxy's page instead of ours becomes its status. */
export async function errorOf(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  if (isErrorBody(body)) {
    const { code, message, hint, id } = body.error;
    return new ApiError(code, message, hint, id);
  }
  return new ApiError('unavailable', `HTTP ${response.status} ${response.statusText}`.trim(), null, null);
}

const refusals = new Set<() => void>();

/** Calls `listener` when the server answers that nobody is signed in, until what it returns is called. */
export function onRefused(listener: () => void): () => void {
  refusals.add(listener);
  return () => refusals.delete(listener);
}

/** To be called with every error of the API: a session may be over. */
export function noteRefusal(error: unknown): void {
  if (error instanceof ApiError && error.code === 'unauthorised') for (const listener of refusals) listener();
}

/** Sends one request and answers the response of a success; everything else becomes an `ApiError`. */
export async function send(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, init).catch((cause: unknown) => {
    if (init.signal?.aborted) throw cause;
    throw new ApiError('unreachable', '', null, null);
  });
  noteAnswer(response.headers);
  if (response.ok) return response;
  const error = await errorOf(response);
  noteRefusal(error);
  throw error;
}

/** Reads `path` below the API. The answer's shape is the contract's: server and app are built together. */
export async function getJson<T>(path: string, params?: Params, signal?: AbortSignal): Promise<T> {
  const response = await send(apiPath(path, params), {
    headers: { accept: 'application/json' },
    ...(signal && { signal }),
  });
  return (await response.json()) as T;
}

/** What our own writes bring along, so that no other site's page can make them; known once it was asked for. */
let csrfToken: Promise<string | null> | null = null;

function knownCsrfToken(): Promise<string | null> {
  csrfToken ??= getJson<Pick<AuthStateAnswer, 'csrfToken'>>('/auth/state').then(
    (state) => state.csrfToken,
    () => {
      csrfToken = null;
      return null;
    },
  );
  return csrfToken;
}

/** To be called with what the server said when it was asked who is signed in. */
export function rememberCsrfToken(token: string | null): void {
  csrfToken = Promise.resolve(token);
}

/** To be called when somebody signs in or out: what writes bring along is another then. */
export function forgetCsrfToken(): void {
  csrfToken = null;
}

/** Headers that every write of our own brings along. */
export async function writeHeaders(): Promise<Record<string, string>> {
  const token = await knownCsrfToken();
  return { accept: 'application/json', ...(token !== null && { 'x-spyglass-csrf': token }) };
}

/** Changes something at `path` below the API; resolves to the raw answer. */
export async function writeJson(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<Response> {
  const headers = {
    ...(await writeHeaders()),
    ...(body !== undefined && { 'content-type': 'application/json' }),
  };
  try {
    return await send(apiPath(path), { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
  } catch (error) {
    // Another tab may have signed in anew; the next try asks again.
    if (error instanceof ApiError && error.code === 'forbidden') forgetCsrfToken();
    throw error;
  }
}

/** Sends `body` to `path` below the API; resolves to the raw answer. */
export const postJson = (path: string, body?: unknown): Promise<Response> => writeJson('POST', path, body);

/** Sends `body` to `path` below the API and reads the answer, whose shape is the contract's. */
export async function postForJson<T>(path: string, body?: unknown): Promise<T> {
  return (await (await writeJson('POST', path, body)).json()) as T;
}
