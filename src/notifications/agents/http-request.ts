/** One bounded HTTP request to a place that a person configured: time, size and redirects have a limit. */
import { type IncomingMessage, request as plainRequest } from 'node:http';
import { request as securedRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Clock } from '#clock';
import { checkOutwardAddress, guardedLookup, OutwardRefusal, type Resolve } from '#config/outward.ts';
import { describeError } from '#problem';
import { VERSION } from '../../version.ts';

export interface HttpCall {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

export type HttpOutcome =
  | {
      readonly ok: true;
      readonly status: number;
      readonly headers: Readonly<Record<string, string | undefined>>;
      /** The beginning of the answer. */
      readonly text: string;
    }
  | { readonly ok: false; readonly problem: string; readonly isForGood: boolean };

/** Never throws. */
export type HttpRequest = (call: HttpCall) => Promise<HttpOutcome>;

export interface HttpRequestDeps {
  readonly clock: Clock;
  /** Whether certificates have to be valid; asked at every request. */
  verifyCertificates(): Promise<boolean>;
  /** Whether an address may lead into a private network; asked at every request. Default: it may. */
  mayBePrivate?(): Promise<boolean>;
  /** The name service; default: the machine's. */
  readonly resolve?: Resolve;
}

const TIMEOUT_MS = 20_000;
const MAX_REDIRECTS = 5;
const MAX_ANSWER_BYTES = 64 * 1024;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** What another host must not be told. */
const FOR_ONE_HOST: ReadonlySet<string> = new Set(['authorization', 'cookie', 'proxy-authorization']);

/** Some places refuse whoever does not say who they are. */
const OUR_HEADERS = { 'User-Agent': `Spyglass/${VERSION}`, Accept: '*/*' };

export function createHttpRequest(deps: HttpRequestDeps): HttpRequest {
  const { clock } = deps;
  return async (call) => {
    const deadline = new AbortController();
    const cancel = clock.after(TIMEOUT_MS, () => deadline.abort());
    try {
      return await sending(call, deps, deadline.signal);
    } catch (error) {
      if (error instanceof OutwardRefusal) return refused(error.message);
      const problem = deadline.signal.aborted
        ? `No answer within ${TIMEOUT_MS / 1000} seconds`
        : `The request failed: ${describeError(error)}`;
      return { ok: false, problem, isForGood: false };
    } finally {
      cancel();
    }
  };
}

const refused = (problem: string): HttpOutcome => ({ ok: false, problem, isForGood: true });

async function sending(call: HttpCall, deps: HttpRequestDeps, signal: AbortSignal): Promise<HttpOutcome> {
  const mayBePrivate = (await deps.mayBePrivate?.()) ?? true;
  const check = checkOutwardAddress(call.url, 'webhook', mayBePrivate);
  if (!check.ok) return refused(check.problem);
  const lookup = guardedLookup({ kind: 'webhook', mayBePrivate }, deps.resolve);
  return following(check.url, call, { verifies: await deps.verifyCertificates(), mayBePrivate, lookup, signal });
}

interface Terms {
  readonly verifies: boolean;
  readonly mayBePrivate: boolean;
  /** Looks where a name leads when the connection is made. */
  readonly lookup: LookupFunction;
  readonly signal: AbortSignal;
}

async function following(first: URL, call: HttpCall, terms: Terms): Promise<HttpOutcome> {
  let url = first;
  let { method, headers, body } = call;
  for (let hops = 0; ; hops += 1) {
    const answer = await once(url, { method, headers, body }, terms);
    const { location } = answer.headers;
    if (!REDIRECTS.has(answer.status) || location === undefined) return { ok: true, ...answer };
    if (hops >= MAX_REDIRECTS) return refused('The address is redirected too often');
    const check = checkOutwardAddress(URL.parse(location, url)?.href ?? '', 'webhook', terms.mayBePrivate);
    if (!check.ok) return refused('The address is redirected to something else');
    const target = check.url;
    if (target.host !== url.host) headers = withoutSecrets(headers);
    // As web browsers do: the question is not asked twice, the answer is fetched.
    if (answer.status === 303 || (answer.status < 303 && method === 'POST')) {
      method = 'GET';
      body = null;
    }
    url = target;
  }
}

const withoutSecrets = (headers: HttpCall['headers']): HttpCall['headers'] =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !FOR_ONE_HOST.has(name.toLowerCase())));

interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
}

function once(url: URL, call: Omit<HttpCall, 'url'>, { verifies, lookup, signal }: Terms): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const bytes = call.body === null ? null : Buffer.from(call.body);
    const length = bytes === null ? {} : { 'Content-Length': String(bytes.byteLength) };
    const options = {
      method: call.method,
      headers: { ...OUR_HEADERS, ...call.headers, ...length },
      lookup,
      agent: false,
      signal,
    };
    const answered = (response: IncomingMessage): void => {
      readStart(response).then(resolve, reject);
    };
    const request =
      url.protocol === 'https:'
        ? securedRequest(url, { ...options, rejectUnauthorized: verifies }, answered)
        : plainRequest(url, options, answered);
    request.on('error', reject);
    request.end(bytes ?? undefined);
  });
}

/** The beginning of an answer; what is beyond is not read. */
async function readStart(response: IncomingMessage): Promise<Answered> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of response) {
    if (!(piece instanceof Uint8Array)) break;
    pieces.push(piece);
    size += piece.byteLength;
    // Leaving the loop closes the connection.
    if (size >= MAX_ANSWER_BYTES) break;
  }
  const headers = Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value] as const),
  );
  return { status: response.statusCode ?? 0, headers, text: Buffer.concat(pieces).toString('utf8') };
}
