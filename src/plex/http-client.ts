/**
 * One bounded HTTP request: time, size, redirects and retries have a limit, and whatever happens is an answer.
 * Nothing here throws.
 */
import type { Clock } from '#clock';
import { redact } from '#log';
import type { Answer } from './facts.ts';
import type { Fetch, Network, NetworkSettings } from './network.ts';
import { networkProblem } from './network-problem.ts';
import { fetchUnverified } from './unverified-fetch.ts';
import { childrenNamed, parseXml } from './xml.ts';

export interface HttpClientDeps {
  /** How people call the other side; sentences begin with it. */
  readonly name: string;
  /** Never to be seen in a sentence. */
  readonly secret: string | null;
  readonly clock: Clock;
  readonly fetch: Fetch;
  /** Between 0 and 1, for the spread of retries. */
  readonly random: () => number;
  /** Read at every attempt. A whole answer may take four times as long as its time limit. */
  readonly network: Network;
}

export interface HttpCall {
  readonly url: URL;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly headers: Readonly<Record<string, string>>;
  readonly maxBytes: number;
  /** How often to try again after a network failure or an error of the server. */
  readonly retries: number;
  readonly signal?: AbortSignal | undefined;
  /** The body says nothing: any status of success will do. */
  readonly isBodiless?: boolean;
  /** Called before every attempt; false gives the call up as aborted. */
  readonly permit?: (signal: AbortSignal | undefined) => Promise<boolean>;
}

export interface HttpBody {
  readonly contentType: string | null;
  readonly bytes: Uint8Array;
}

export type HttpClient = (call: HttpCall) => Promise<Answer<HttpBody>>;

type Failure = Extract<Answer<never>, { ok: false }>;
type Attempt = { readonly answer: Answer<HttpBody>; readonly mayRetry: boolean };

const MAX_REDIRECTS = 3;
const ERROR_BODY_BYTES = 64 * 1024;
const TOTAL_TIMEOUTS = 4;
const RETRY_BASE_MS = 500;
const RETRY_CAP_MS = 4_000;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

const failed = (reason: Failure['reason'], problem: string): Failure => ({ ok: false, reason, problem });

/** What one attempt works with. */
interface Attempting {
  readonly name: string;
  readonly clock: Clock;
  readonly fetch: Fetch;
  readonly settings: NetworkSettings;
}

/** Ends the request when nothing arrives for too long, when it takes too long in all, or when the caller wishes. */
function startDeadline({ clock, settings: { timeoutMs } }: Attempting, caller: AbortSignal | undefined) {
  const controller = new AbortController();
  let isOver = false;
  const expire = (): void => {
    isOver = true;
    controller.abort();
  };
  const give = (): void => controller.abort();
  const cancelTotal = clock.after(timeoutMs * TOTAL_TIMEOUTS, expire);
  let cancel = clock.after(timeoutMs, expire);
  if (caller?.aborted) give();
  caller?.addEventListener('abort', give, { once: true });
  return {
    signal: controller.signal,
    isOver: () => isOver,
    renew(): void {
      cancel();
      cancel = clock.after(timeoutMs, expire);
    },
    end(): void {
      cancel();
      cancelTotal();
      caller?.removeEventListener('abort', give);
    },
  };
}
type Deadline = ReturnType<typeof startDeadline>;

/** The whole body, or null as soon as it is larger than allowed; what is beyond is never read. */
async function readBody(response: Response, maxBytes: number, onPiece: () => void): Promise<Uint8Array | null> {
  const { body } = response;
  if (body === null) return new Uint8Array();
  if (Number(response.headers.get('content-length') ?? 0) > maxBytes) {
    await body.cancel();
    return null;
  }
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body) {
    onPiece();
    size += piece.byteLength;
    // Leaving the loop cancels the stream, which closes the connection.
    if (size > maxBytes) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces, size);
}

/** Same host only: the token must not travel to a place somebody else names. */
function redirectTarget(from: URL, response: Response): URL | null {
  const location = response.headers.get('location');
  const to = location === null ? null : URL.parse(location, from);
  const isSafe = to?.hostname === from.hostname && (to.protocol === 'https:' || to.protocol === from.protocol);
  return isSafe ? to : null;
}

async function fetchFollowing(deps: Attempting, call: HttpCall, signal: AbortSignal): Promise<Response | null> {
  let { url } = call;
  const { method = 'GET' } = call;
  const headers = { ...call.headers, 'X-Plex-Language': deps.settings.language };
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    const isTrusting = url.protocol === 'https:' && !deps.settings.verifiesCertificates;
    const send = isTrusting ? fetchUnverified : deps.fetch;
    const response = await send(url, { method, headers, signal, redirect: 'manual' });
    if (!REDIRECTS.has(response.status)) return response;
    const target = redirectTarget(url, response);
    await response.body?.cancel();
    if (target === null) return null;
    url = target;
  }
  return null;
}

/** What the other side says about its refusal, from the few shapes Plex uses (Plex protocol notes 1.6). */
function detailOf(bytes: Uint8Array): string {
  const xml = parseXml(new TextDecoder().decode(bytes));
  if (!xml.ok || xml.root.name === 'html') return '';
  const [error] = childrenNamed(xml.root, 'error');
  const said = xml.root.attributes.status ?? error?.attributes.message ?? error?.text ?? '';
  return said === '' ? '' : ` (${said.slice(0, 160)})`;
}

const STATUS: Readonly<Record<number, readonly [Failure['reason'], string]>> = {
  401: ['unauthorised', 'does not accept the token'],
  403: ['refused', 'refuses the request'],
  404: ['not_found', 'does not know what was asked for'],
  429: ['refused', 'is asked too often'],
};

async function refusal({ name }: Attempting, response: Response, deadline: Deadline): Promise<Attempt> {
  const { status } = response;
  const body = await readBody(response, ERROR_BODY_BYTES, deadline.renew);
  const detail = body === null ? '' : detailOf(body);
  const known = STATUS[status];
  if (known !== undefined) return { answer: failed(known[0], `${name} ${known[1]}${detail}`), mayRetry: false };
  const problem = `${name} answers with error ${status}${detail}`;
  return status >= 500
    ? { answer: failed('unreachable', problem), mayRetry: true }
    : { answer: failed('refused', problem), mayRetry: false };
}

/** Plex protocol notes 1.6: other statuses of success come without anything to read. */
const isAnswered = ({ status }: Response, { isBodiless = false }: HttpCall): boolean =>
  status === 200 || status === 201 || (isBodiless && status > 201 && status < 300);

async function receive(deps: Attempting, call: HttpCall, deadline: Deadline): Promise<Attempt> {
  const response = await fetchFollowing(deps, call, deadline.signal);
  deadline.renew();
  if (response === null)
    return { answer: failed('refused', `${deps.name} sends us on to another address`), mayRetry: false };
  if (!isAnswered(response, call)) return refusal(deps, response, deadline);
  const bytes = await readBody(response, call.maxBytes, deadline.renew);
  if (bytes === null) {
    const megabytes = Math.round(call.maxBytes / 1_048_576);
    return { answer: failed('too_large', `${deps.name} sent an answer of more than ${megabytes} MB`), mayRetry: false };
  }
  return { answer: { ok: true, value: { contentType: response.headers.get('content-type'), bytes } }, mayRetry: false };
}

async function attempt({ name, clock, fetch, network }: HttpClientDeps, call: HttpCall): Promise<Attempt> {
  const deps: Attempting = { name, clock, fetch, settings: await network() };
  const deadline = startDeadline(deps, call.signal);
  try {
    return await receive(deps, call, deadline);
  } catch (error) {
    if (call.signal?.aborted) return { answer: failed('aborted', 'the request was given up'), mayRetry: false };
    if (deadline.isOver()) {
      const seconds = Math.round(deps.settings.timeoutMs / 1000);
      return {
        answer: failed('unreachable', `${name} does not answer within ${seconds} seconds`),
        mayRetry: false,
      };
    }
    return { answer: failed('unreachable', `${name} ${networkProblem(error)}`), mayRetry: true };
  } finally {
    deadline.end();
  }
}

/** A token that no header could carry would be quoted in the error of the attempt; it is refused before. */
const isPlainToken = (token: string | null): boolean => token === null || /^[\x21-\x7e]+$/.test(token);

export function createHttpClient(deps: HttpClientDeps): HttpClient {
  const { name, secret, clock, random } = deps;
  const hide = (text: string): string => redact(secret === null ? text : text.replaceAll(secret, '[hidden]'));
  const cleaned = (answer: Answer<HttpBody>): Answer<HttpBody> =>
    answer.ok ? answer : { ...answer, problem: hide(answer.problem) };

  return async (call) => {
    if (!isPlainToken(secret)) return failed('unauthorised', `The token for ${name} has characters that no token has`);
    for (let tries = 0; ; tries += 1) {
      if (call.permit !== undefined && !(await call.permit(call.signal)))
        return failed('aborted', 'the request was given up');
      const { answer, mayRetry } = await attempt(deps, call);
      if (!mayRetry || tries >= call.retries) return cleaned(answer);
      await clock.sleep(random() * Math.min(RETRY_CAP_MS, RETRY_BASE_MS * 2 ** tries), call.signal);
      if (call.signal?.aborted) return failed('aborted', 'the request was given up');
    }
  };
}
