/** One list or description that a media server is asked for. */
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
