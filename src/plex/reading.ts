/** One list or description that a media server is asked for. */
import type { Answer } from './facts.ts';
import type { HttpBody } from './http-client.ts';
import type { ParseResult } from './parse-metadata.ts';

/** How often a request that failed is tried again, unless whoever wants it asks again himself. */
export const RETRIES = 2;

/** Who goes first when requests wait: what a person waits for, then who plays, then what plays. */
export const PRIORITY = { act: 0, list: 1, describe: 2, other: 3 } as const;
type Priority = (typeof PRIORITY)[keyof typeof PRIORITY];

export interface Reading<T> {
  readonly path: string;
  readonly priority: Priority;
  readonly parse: (body: string) => ParseResult<T>;
  readonly signal?: AbortSignal | undefined;
  /** Called when the request leaves. */
  readonly sent?: () => void;
  /** Default: `RETRIES`. */
  readonly retries?: number;
}

/** What the body of an answer says; `name` is how people call the server. */
export function readBody<T>({ bytes }: HttpBody, parse: (body: string) => ParseResult<T>, name: string): Answer<T> {
  const result = parse(new TextDecoder().decode(bytes));
  if (result.ok) return result;
  return { ok: false, reason: 'malformed', problem: `${name} gives an answer that cannot be read: ${result.problem}` };
}
