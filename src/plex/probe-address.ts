/** Whether a server can be reached under an address, in words that tell what to do. Sends no token. */
import type { Clock } from '#clock';
import { networkProblem } from './network-problem.ts';
import { parseIdentity } from './parse-server.ts';

export type ProbeResult =
  | 'reachable'
  | 'certificate'
  | 'refused'
  | 'timeout'
  | 'unknown-name'
  | 'unreachable'
  | 'not-plex'
  | 'other-server';

export interface Probe {
  readonly result: ProbeResult;
  /** One sentence for people. */
  readonly text: string;
  readonly tookMs: number;
}

export interface ProbeDeps {
  readonly fetch: (url: URL, init: { readonly signal: AbortSignal }) => Promise<Response>;
  readonly clock: Clock;
  readonly timeoutMs: number;
}

/** An identity is one line; whoever sends more is something else. */
const MAX_BYTES = 64 * 1_024;

const CERTIFICATE = /certificate|TLS/;
const BY_CODE: readonly (readonly [RegExp, ProbeResult])[] = [
  [/\(ECONNREFUSED\)/, 'refused'],
  [/\((ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)\)/, 'timeout'],
  [/\((ENOTFOUND|EAI_AGAIN)\)/, 'unknown-name'],
  [CERTIFICATE, 'certificate'],
  [/\(HPE_/, 'not-plex'],
];

/** Whatever else goes wrong is told by the network. */
type Told = Exclude<ProbeResult, 'unreachable' | 'certificate'>;

const TEXTS: Readonly<Record<Told, string>> = {
  reachable: 'The server answers under this address',
  refused: 'The address exists, but nothing takes the connection on this port',
  timeout: 'Nothing answers under this address',
  'unknown-name': 'The name in this address is not known',
  'not-plex': 'Something answers there, but it is no Plex server',
  'other-server': 'Another Plex server answers under this address',
};

function failure(error: unknown): Omit<Probe, 'tookMs'> {
  const saying = networkProblem(error);
  const result = BY_CODE.find(([pattern]) => pattern.test(saying))?.[1] ?? 'unreachable';
  const isTold = result !== 'unreachable' && result !== 'certificate';
  return { result, text: isTold ? TEXTS[result] : `The server ${saying}` };
}

async function textOf(response: Response): Promise<string | null> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of response.body ?? []) {
    size += piece.byteLength;
    if (size > MAX_BYTES) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

async function look(
  url: URL,
  machineIdentifier: string,
  fetch: ProbeDeps['fetch'],
  signal: AbortSignal,
): Promise<Told> {
  const response = await fetch(url, { signal });
  const text = await textOf(response);
  const identity = response.status === 200 && text !== null ? parseIdentity(text) : null;
  if (identity?.ok !== true) return 'not-plex';
  return identity.value.machineIdentifier === machineIdentifier ? 'reachable' : 'other-server';
}

/** Asks who is there. Never throws. `base` is an address that may be used; `timeoutMs` limits all of it. */
export async function probeAddress(
  base: URL,
  machineIdentifier: string,
  { fetch, clock, timeoutMs }: ProbeDeps,
): Promise<Probe> {
  const begunAt = clock.monotonic();
  const deadline = new AbortController();
  const cancel = clock.after(timeoutMs, () => deadline.abort());
  const took = <T extends object>(probe: T): T & { readonly tookMs: number } => ({
    ...probe,
    tookMs: Math.round(clock.monotonic() - begunAt),
  });
  try {
    const url = new URL(`${base.pathname.replace(/\/+$/, '')}/identity`, base);
    const result = await look(url, machineIdentifier, fetch, deadline.signal);
    return took({ result, text: TEXTS[result] });
  } catch (error) {
    return took(deadline.signal.aborted ? { result: 'timeout', text: TEXTS.timeout } : failure(error));
  } finally {
    cancel();
  }
}
