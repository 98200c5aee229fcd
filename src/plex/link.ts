/** How well we hear a server, from what becomes of its notification socket and of requests. Pure. */
import type { EpochMs } from '#clock';
import type { Answer, LinkFacts } from './facts.ts';

type FailureReason = Extract<Answer<never>, { ok: false }>['reason'];

export type LinkEvent =
  | { readonly kind: 'socket-open'; readonly at: EpochMs }
  /** It was open and is not any more. */
  | { readonly kind: 'socket-dropped'; readonly at: EpochMs; readonly problem: string; readonly retryAtMs: EpochMs }
  /** The server answered that it will not open one. */
  | {
      readonly kind: 'socket-refused';
      readonly at: EpochMs;
      readonly status: number;
      readonly problem: string;
      readonly retryAtMs: EpochMs;
    }
  /** Nobody answered. */
  | { readonly kind: 'socket-unreachable'; readonly at: EpochMs; readonly problem: string; readonly retryAtMs: EpochMs }
  | { readonly kind: 'answered'; readonly at: EpochMs }
  | { readonly kind: 'failed'; readonly at: EpochMs; readonly reason: FailureReason; readonly problem: string };

type Socket =
  | { readonly s: 'new' }
  | { readonly s: 'open' }
  | { readonly s: 'lost'; readonly problem: string; readonly retryAtMs: EpochMs };

/** What the latest request that says something about the connection became. */
type Requests = { readonly r: 'none' } | { readonly r: 'fine' } | { readonly r: 'failed'; readonly problem: string };

export interface Link {
  readonly socket: Socket;
  readonly requests: Requests;
  /** The token was refused, and nothing has worked since. */
  readonly refusal: string | null;
  readonly facts: LinkFacts;
}

export const NEW_LINK: Link = {
  socket: { s: 'new' },
  requests: { r: 'none' },
  refusal: null,
  facts: { state: 'connecting' },
};

/** Failures that are about one thing that was asked, not about the connection. */
const PARTICULAR: ReadonlySet<FailureReason> = new Set(['not_found', 'aborted']);
const UNAUTHORISED = 401;

type Evidence = Omit<Link, 'facts'>;

function afterEvent(link: Link, event: LinkEvent): Evidence {
  switch (event.kind) {
    case 'socket-open':
      // It was opened by a request, which took the token: that is as good as any other answer.
      return { socket: { s: 'open' }, requests: { r: 'fine' }, refusal: null };
    case 'socket-dropped':
      return { ...link, socket: { s: 'lost', problem: event.problem, retryAtMs: event.retryAtMs } };
    case 'socket-refused':
      return {
        ...link,
        socket: { s: 'lost', problem: event.problem, retryAtMs: event.retryAtMs },
        refusal: event.status === UNAUTHORISED ? event.problem : link.refusal,
      };
    case 'socket-unreachable':
      // Newer than any answer: whoever answered before is gone.
      return {
        socket: { s: 'lost', problem: event.problem, retryAtMs: event.retryAtMs },
        requests: { r: 'failed', problem: event.problem },
        refusal: null,
      };
    case 'answered':
      return { ...link, requests: { r: 'fine' }, refusal: null };
    case 'failed':
      if (PARTICULAR.has(event.reason)) return link;
      return {
        ...link,
        requests: { r: 'failed', problem: event.problem },
        refusal: event.reason === 'unauthorised' ? event.problem : link.refusal,
      };
  }
}

type Stateless = LinkFacts extends infer F ? (F extends { sinceMs: EpochMs } ? Omit<F, 'sinceMs'> : F) : never;

function judge({ socket, requests, refusal }: Evidence): Stateless {
  if (refusal !== null) return { state: 'unauthorised', problem: refusal };
  if (socket.s === 'open') {
    return requests.r === 'failed' ? { state: 'degraded', problem: requests.problem } : { state: 'ok' };
  }
  if (socket.s === 'lost') {
    return requests.r === 'fine'
      ? { state: 'degraded', problem: socket.problem }
      : { state: 'unreachable', problem: socket.problem, retryAtMs: socket.retryAtMs };
  }
  return { state: 'connecting' };
}

/** A state keeps its beginning for as long as it lasts, whatever its problem says meanwhile. */
export function onLinkEvent(link: Link, event: LinkEvent): Link {
  const evidence = afterEvent(link, event);
  const judged = judge(evidence);
  if (judged.state === 'connecting') return { ...evidence, facts: judged };
  const before = link.facts;
  const sinceMs = before.state === judged.state ? before.sinceMs : event.at;
  return { ...evidence, facts: { ...judged, sinceMs } as LinkFacts };
}

export const isSameLink = (a: LinkFacts, b: LinkFacts): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Whether the server can be asked: then its session list is worth reading. */
export const isHeard = (facts: LinkFacts): boolean => facts.state === 'ok' || facts.state === 'degraded';
